import { describe, expect, it } from 'vitest'
import type { RequestRow } from './exchange-rows.ts'
import { aCell, anAnswer, anApprovalRow, aTicket, at, on, someFacts } from './testdata/ticket.ts'
import { itemMap, theNames } from './testdata/world.ts'
import type { TicketFacts } from './ticket-facts.ts'
import { toRequestRows } from './to-request-rows.ts'

const map = itemMap(
  'kind: provision, principal: { variable: user }, entitlement: deploy, level: { variable: level, default: "" }, justification: { variable: reason, default: "" }',
)

function changes(facts: Partial<TicketFacts>, by = map): RequestRow['changes'] {
  const { rows, faults } = toRequestRows(someFacts(facts), by, theNames(by))
  expect(faults).toEqual([])
  return rows[0]?.changes
}

const user = anAnswer('user', 'alice')
const written = (name: string, clock: string) => anAnswer(name, 'write', { 'sc_item_option.sys_updated_on': at(clock) })

describe('the changes of a ticket', () => {
  it('are none where no answer was written after it was ordered', () => {
    expect(changes({ answers: [user, anAnswer('level', 'write')] })).toEqual([])
  })

  it('are the edits of answers, under the fields that they are mapped to', () => {
    const answers = [user, written('level', '09:00'), written('reason', '09:30')]
    expect(changes({ answers })).toEqual([{ at: on('09:00'), field: 'level' }])
  })

  it('are seen in answers that were read again', () => {
    const options = [{ sys_id: 'o-user', value: 'alice', sys_updated_on: at('09:00') }]
    expect(changes({ answers: [user, anAnswer('level', '')], options })).toEqual([
      { at: on('09:00'), field: 'principal' },
    ])
  })

  it('do not begin before the order is written', () => {
    const answers = [user, anAnswer('level', 'write', { 'sc_item_option.sys_updated_on': '2026-03-10 08:01:00' })]
    expect(changes({ answers })).toEqual([])
    const later = [user, anAnswer('level', 'write', { 'sc_item_option.sys_updated_on': '2026-03-10 08:01:01' })]
    expect(changes({ answers: later })).toHaveLength(1)
  })
})

describe('nobody knows the changes of a ticket', () => {
  it.each<[string, Partial<TicketFacts>]>([
    ['where somebody else created it than asked', { ticket: aTicket({ sys_created_by: 'integration' }) }],
    ['where who created it cannot be seen', { ticket: aTicket({ sys_created_by: '' }) }],
    ['where nobody knows when it was created', { ticket: aTicket({ sys_created_on: '' }) }],
    ['where an answer has no time', { answers: [anAnswer('user', 'alice', { 'sc_item_option.sys_updated_on': '' })] }],
    ['where an answer that it might have had is not there', { answers: [user] }],
  ])('%s', (_when, facts) => {
    expect(changes({ answers: [user, anAnswer('level', '')], ...facts })).toBeUndefined()
  })

  it('where a field of the ticket says whom it is for', () => {
    expect(changes({}, itemMap('kind: provision, entitlement: deploy'))).toBeUndefined()
  })

  it('where rows could be taken out', () => {
    const rows = itemMap('kind: provision, principal: { variable: user }, entitlement: deploy, rows: access_rows')
    expect(changes({ cells: [aCell('1', 'user', 'alice')] }, rows)).toBeUndefined()
  })
})

describe('a change that is known, among others that are not,', () => {
  const ticket = aTicket({ sys_created_by: 'integration' })
  const answers = [user, written('level', '09:00')]

  it('is told where an approval is older, which it makes void', () => {
    const approvals = [anApprovalRow({ sys_updated_on: at('08:30') })]
    expect(changes({ ticket, answers, approvals })).toEqual([{ at: on('09:00'), field: 'level' }])
  })

  it('is not told where every approval is younger, so that what was approved stays unproven', () => {
    expect(changes({ ticket, answers, approvals: [anApprovalRow()] })).toBeUndefined()
  })

  it('may be one of a field of the ticket that was seen to change', () => {
    const history = { fieldChanges: [{ field: 'requested_for', at: at('10:30') }] }
    const facts = { history, approvals: [anApprovalRow()] }
    expect(changes(facts, itemMap('kind: provision, entitlement: deploy'))).toEqual([
      { at: on('10:30'), field: 'principal' },
    ])
  })

  it('may be one of who asked', () => {
    const history = { fieldChanges: [{ field: 'opened_by', at: at('10:30') }] }
    expect(changes({ history, answers: [user, anAnswer('level', '')] })).toEqual([
      { at: on('10:30'), field: 'requester' },
    ])
  })
})
