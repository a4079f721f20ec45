import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { aPerson } from '../testdata/person.ts'
import { isActiveAt, type Person } from './person.ts'

describe('isActiveAt', () => {
  it.each<[string, Partial<Person>, boolean]>([
    ['with `active` alone', {}, true],
    ['with `active` that is false', { active: false }, false],
    ['just before the end', { endedAt: day(10) + 1 }, true],
    ['at the end', { endedAt: day(10) }, false],
    ['before an end, whatever `active` says', { endedAt: day(11), active: false }, true],
    ['at the beginning', { startedAt: day(10) }, true],
    ['before the beginning', { startedAt: day(10) + 1 }, false],
    ['before a beginning and an end', { startedAt: day(11), endedAt: day(12) }, false],
    ['between beginning and end', { startedAt: day(9), endedAt: day(12) }, true],
    ['after the beginning, with `active` that is false', { startedAt: day(9), active: false }, false],
  ])('%s', (_when, given, active) => {
    expect(isActiveAt(aPerson('alice', given), day(10))).toBe(active)
  })
})
