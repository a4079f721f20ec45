import { describe, expect, it } from 'vitest'
import { anAnswer, aTicket, someFacts } from '../meaning/testdata/ticket.ts'
import { aMap, itemMap, theNames } from '../meaning/testdata/world.ts'
import type { TicketFacts } from '../meaning/ticket-facts.ts'
import { checkMap } from './check-map.ts'
import type { InstanceFacts } from './instance-facts.ts'
import type { ServiceNowMap } from './servicenow-map.ts'
import { anInstance, anItem, aVariable } from './testdata/instance.ts'

const good = itemMap(
  'kind: { variable: action, values: { Add: provision, Remove: deprovision } }, principal: { variable: requested_for }, entitlement: { variable: role }',
)

function check(map: ServiceNowMap, facts: Partial<InstanceFacts> = {}, sample: readonly TicketFacts[] = []) {
  return checkMap(map, anInstance(facts), sample, theNames(map))
}

function notes(map: ServiceNowMap, facts: Partial<InstanceFacts> = {}, sample: readonly TicketFacts[] = []) {
  return check(map, facts, sample).notes.map(
    ({ code, field, message, help }) => `${field}: ${message} (${code}); ${help}`,
  )
}

describe('a map', () => {
  it('that fits its instance has nothing to be told of', () => {
    expect(notes(good)).toEqual([])
  })

  it('that names an item which is not there is told so, and what is unmapped', () => {
    const map = aMap('items:\n  - { item: Producton access, kind: provision, entitlement: deploy }\n')
    expect(notes(map)).toEqual([
      'items[0].item: the instance has no catalogue item `Producton access` that can be seen (item-unknown); did you mean `Production access`?',
      'items: `Production access` looks like access (120 tickets), and no rule speaks of it (item-unmapped); add a rule, `kind: none` where it asks for no access',
    ])
  })

  it.each([
    [
      'a variable',
      'kind: provision, entitlement: { variable: rol }',
      'items[0].entitlement.variable: the item has no variable `rol` (variable-unknown); did you mean `role`?',
    ],
    [
      'a multi-row variable set',
      'kind: none, rows: access_rows',
      'items[0].rows: the item has no multi-row variable set `access_rows` (rows-unknown); write its internal name',
    ],
    [
      'a text that cannot be chosen',
      'kind: { variable: action, values: { Add: provision, Remove: deprovision, add: provision } }, principal: { variable: requested_for }, entitlement: deploy',
      'items[0].kind.values.add: `add` cannot be chosen (value-unknown); values are compared with case, not labels; keep it where older tickets have it',
    ],
  ])('that names %s which is not there is told so', (_what, rule, note) => {
    expect(notes(itemMap(rule))).toContain(note)
  })

  it('that leaves out what can be chosen is told so, unless it says what any other text is', () => {
    const rule = (values: string) =>
      itemMap(
        `kind: provision, principal: { variable: requested_for }, entitlement: { variable: role, values: { ${values} } }`,
      )
    expect(notes(rule('deploy: deploy'))).toEqual([
      'items[0].entitlement.values: nothing says what `auditor` stands for, and it can be chosen (value-unlisted); list it, or `*` for any other text',
    ])
    expect(notes(rule('deploy: deploy, "*": audit'))).toEqual([])
  })

  it('that reads whom an item is for from a field is told of the variable', () => {
    expect(notes(itemMap('kind: provision, entitlement: { variable: role }'))).toEqual([
      'items[0].principal: an edit of this field leaves no trace, so that nobody can prove whom an approval was for (principal-unproven); use `{ variable: requested_for }`, whose edits are dated',
    ])
  })

  it('need not speak of items that look like nothing, or that nobody ever used', () => {
    const old = anItem({ name: 'Old access', sysId: 'i-old', active: false, tickets: 0, variables: [] })
    const printer = anItem({ name: 'Toner', sysId: 'i-toner', variables: [aVariable('printer', '8')] })
    expect(notes(good, { items: [anItem(), old, printer] })).toEqual([])
  })

  it('is told of states and approvals that it does not speak of', () => {
    const choices = [
      { table: 'task', element: 'state', value: '8', label: 'Parked' },
      { table: 'sc_req_item', element: 'state', value: '2', label: 'Work in Progress' },
      { table: 'sc_req_item', element: 'state', value: '9', label: 'Delivered' },
      { table: 'sysapproval_approver', element: 'state', value: 'skipped', label: 'Skipped' },
      { table: 'sysapproval_approver', element: 'state', value: 'noted', label: 'Noted' },
    ]
    expect(notes(good, { choices })).toEqual([
      'states.sc_req_item: nothing says what state `9` (`Delivered`) means (state-unmapped); add it: open, closed-complete, closed-incomplete or cancelled',
      'states.sc_task: nothing says what state `8` (`Parked`) means (state-unmapped); add it: open, closed-complete, closed-incomplete or cancelled',
      'states.change_request: nothing says what state `8` (`Parked`) means (state-unmapped); add it: open, closed-complete, closed-incomplete or cancelled',
      'approvals: nothing says whether `noted` (`Noted`) is a decision, so it is none (approval-unmapped); add it where a person decided by it: approved or rejected',
    ])
  })

  it('is told of closed tickets in a state that it takes for open', () => {
    const sample = [someFacts({ ticket: aTicket({ state: '11' }) })]
    expect(notes(good, {}, sample)).toEqual([
      'states.sc_req_item: nothing says what state `11` means, and closed tickets have it: they promise nothing (state-unmapped); add it: open, closed-complete, closed-incomplete or cancelled',
    ])
  })
})

describe('a sample of tickets', () => {
  const answers = [anAnswer('action', 'Add'), anAnswer('requested_for', 'alice'), anAnswer('role', 'deploy')]

  it('says how many a rule speaks of, how many are clean, and what is wrong with the others', () => {
    const sample = [
      someFacts({ answers }),
      someFacts({ answers: answers.slice(1) }),
      someFacts({ answers: answers.slice(2) }),
      someFacts({ answers: [anAnswer('action', 'Swap')] }),
      someFacts({ ticket: aTicket({ cat_item: 'i-reset' }) }),
    ]
    const { tickets, mapped, clean, faults } = check(good, {}, sample).sample
    expect({ tickets, mapped, clean }).toEqual({ tickets: 5, mapped: 4, clean: 1 })
    expect(faults.map(({ code, tickets: many, example }) => [code, many, example.field])).toEqual([
      ['answer-missing', 2, 'action'],
      ['answer-not-mapped', 1, 'action'],
    ])
  })

  it('gives one ticket for each fault by its number, and the part of the map by which it was read', () => {
    const faults = (...sample: readonly TicketFacts[]) =>
      check(good, {}, sample).sample.faults.map(({ code, number, path }) => [code, number, path])
    const unsaid = someFacts({ answers: answers.slice(0, 2), ticket: aTicket({ number: 'RITM0002' }) })
    expect(faults(someFacts({ answers }), unsaid)).toEqual([
      ['answer-missing', 'RITM0002', ['items', 0, 'entitlement']],
    ])
    const undated = someFacts({ answers, ticket: aTicket({ opened_at: '' }) })
    expect(faults(undated).map(([, number, path]) => [number, path])).toEqual([['RITM0001', ['items', 0]]])
  })

  it('gives the first rule of the item where none holds', () => {
    const map = itemMap('when: { variable: action, is: Add }, kind: none')
    const { faults } = check(map, {}, [someFacts({ answers: [anAnswer('action', 'Remove')] })]).sample
    expect(faults).toMatchObject([{ code: 'rule-missing', path: ['items', 0] }])
  })
})
