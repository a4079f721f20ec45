import { describe, expect, it } from 'vitest'
import { accFields } from '../testdata/rule-book.ts'
import { fieldMapOf } from './field-map-of.ts'

describe('fieldMapOf', () => {
  const own = { ...accFields, kind: { fixed: 'provision' } }

  it.each([
    ['the map of the project', { fields: accFields, projects: { 10000: own } }, '10000', own],
    ["the site's where the project has none", { fields: accFields, projects: { 10000: own } }, '10001', accFields],
    ['nothing where neither was set up', { projects: { 10000: own } }, '10001', undefined],
    ['nothing for an id that every object has', { projects: {} }, 'constructor', undefined],
  ])('gives %s', (_what, settings, project, map) => {
    expect(fieldMapOf(settings, project)).toBe(map)
  })
})
