import { readFieldMap } from '@ticketbound/jira'
import { describe, expect, it } from 'vitest'
import { accFields } from '../../testdata/rule-book.ts'
import { readDraft, toDraft } from './map-draft.ts'

describe('a map in the form', () => {
  it.each([
    accFields,
    { kind: { fixed: 'provision' }, principal: { field: 'reporter' }, entitlement: { fixed: 'deploy' } },
    { ...accFields, resolutions: { cancelled: ['10002'] } },
  ] as const)('comes out as it went in', (map) => {
    const reading = readDraft(toDraft(map))
    expect(reading).toEqual({ ok: true, map })
    expect(readFieldMap(reading.ok && reading.map)).toMatchObject({ ok: true })
  })

  it('keeps an equals sign that is part of a value', () => {
    const draft = toDraft({ ...accFields, entitlement: { field: 'summary', values: { 'a = b': 'deploy' } } })
    expect(readDraft(draft)).toMatchObject({ map: { entitlement: { values: { 'a = b': 'deploy' } } } })
  })

  it('names every part that is needed, and every line that cannot be read, at once', () => {
    const draft = toDraft({ level: { field: 'customfield_1', values: {} } })
    const level = { where: 'customfield_1', fixed: '', values: 'read\n = x\ny =\n' }
    const reading = readDraft({ ...draft, parts: { ...draft.parts, level } })
    expect(reading).toMatchObject({ ok: false })
    expect(reading.ok ? [] : reading.faults).toHaveLength(6)
  })

  it('takes a value called __proto__ for just a value', () => {
    const draft = toDraft({ ...accFields, level: { field: 'customfield_1' } })
    const level = { ...draft.parts.level, values: '__proto__ = read' }
    const reading = readDraft({ ...draft, parts: { ...draft.parts, level } })
    expect(readFieldMap(reading.ok && reading.map)).toMatchObject({ ok: false })
  })
})
