import { describe, expect, it } from 'vitest'
import { accFields } from '../testdata/rule-book.ts'
import { frozenFields } from './frozen-fields.ts'

describe('frozenFields', () => {
  it('names the fields of what is given first, and the system fields beside them', () => {
    expect(frozenFields(accFields)).toEqual([
      'customfield_10052',
      'customfield_10051',
      'customfield_10053',
      'customfield_10055',
      'reporter',
    ])
  })

  it('calls system fields as Jira expressions do', () => {
    const map = { ...accFields, expiresAt: { field: 'duedate' }, principal: { field: 'assignee' } }
    expect(frozenFields(map)).toEqual(expect.arrayContaining(['dueDate', 'assignee', 'reporter']))
  })

  it('names each field once, none that is fixed, and none that expressions may not know', () => {
    const fixed = { fixed: 'provision' }
    const map = { ...accFields, kind: fixed, level: { field: 'customfield_10052' }, owner: { field: "x'] == 1" } }
    expect(frozenFields(map)).toEqual(['customfield_10052', 'customfield_10051', 'customfield_10055', 'reporter'])
  })
})
