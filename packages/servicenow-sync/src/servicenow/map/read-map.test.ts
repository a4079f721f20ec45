import { type Catalogue, readCatalogue } from '@ticketbound/core'
import { locate, parseYaml } from '@ticketbound/documents'
import { describe, expect, it } from 'vitest'
import { readMap } from './read-map.ts'
import type { ServiceNowMap } from './servicenow-map.ts'
import { exampleMap } from './testdata/example-map.ts'

function catalogueOf(document: unknown): Catalogue {
  const reading = readCatalogue(document)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}

const catalogue = catalogueOf({
  entitlements: [{ id: 'deploy', levels: ['read', 'write'] }, { id: 'audit' }],
})

function parsed(text: string) {
  const file = parseYaml('servicenow-map.yaml', text)
  if (!file.ok) throw new Error(JSON.stringify(file.faults))
  return file.value
}

function read(text: string, known?: Catalogue): ServiceNowMap {
  const reading = readMap(parsed(text).value, known)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}

function refused(text: string, known?: Catalogue): readonly string[] {
  const file = parsed(text)
  const reading = readMap(file.value, known)
  if (reading.ok) throw new Error('the map was taken')
  return locate(file, reading.faults).map(
    ({ line, column, field, code, message, help }) => `${line}:${column} ${field}: ${message} (${code}); ${help}`,
  )
}

const item = (rest: string) => `items:\n  - { item: Production access, kind: provision, ${rest} }\n`

describe('a map', () => {
  it('needs no more than one item', () => {
    const map = read('items:\n  - { item: Password reset, kind: none }\n')
    expect(map.items).toEqual([
      {
        item: 'Password reset',
        table: 'sc_req_item',
        kind: 'none',
        principal: { from: 'field', name: 'requested_for' },
      },
    ])
    expect(map.people).toEqual({ principal: 'user_name', sponsor: 'manager' })
    expect(map.zone).toBeUndefined()
    expect(map.gate).toBeUndefined()
  })

  it('takes states and approvals as the vendor ships them', () => {
    const { states, approvals } = read('items:\n  - { item: x, kind: none }\n')
    expect(states.sc_req_item.get('3')).toBe('closed-complete')
    expect(states.sc_req_item.get('4')).toBe('closed-incomplete')
    expect(states.change_request.get('4')).toBe('cancelled')
    expect(states.sc_task.get('*')).toBe('open')
    expect([...approvals]).toEqual([
      ['approved', 'approved'],
      ['rejected', 'rejected'],
    ])
  })

  it('says of states only what it says, and that any other is open', () => {
    const { states } = read('states: { sc_req_item: { "9": closed-complete } }\nitems:\n  - { item: x, kind: none }\n')
    expect([...states.sc_req_item]).toEqual([
      ['9', 'closed-complete'],
      ['*', 'open'],
    ])
  })

  it('reads values, answers, fields, lookups and conditions', () => {
    const [rule] = read(
      item(
        'when: { field: stage, is: fulfillment }, entitlement: { variable: app, lookup: { table: u_app, field: u_code }, split: "," }, level: write, expiresAt: { variable: end, default: "" }, tasks: [Create account]',
      ),
      catalogue,
    ).items
    expect(rule).toMatchObject({
      when: { from: 'field', name: 'stage', is: ['fulfillment'] },
      entitlement: { from: 'variable', name: 'app', lookup: { table: 'u_app', field: 'u_code' }, split: ',' },
      level: { from: 'constant', value: 'write' },
      expiresAt: { from: 'variable', name: 'end', default: '' },
      tasks: ['Create account'],
    })
  })

  it('says in which field a ticket has when it passed the gate', () => {
    expect(read('gate: { field: u_gate_passed_at }\nitems:\n  - { item: x, kind: none }\n').gate).toEqual({
      field: 'u_gate_passed_at',
    })
  })

  it('asks whoever requested a change where nothing says whom it is for', () => {
    const [rule] = read(
      'items:\n  - { item: Access change, table: change_request, when: { field: category, is: Access }, kind: provision, entitlement: deploy }\n',
    ).items
    expect(rule?.principal).toEqual({ from: 'field', name: 'requested_by' })
  })

  it('takes the example', () => {
    expect(read(exampleMap, catalogue).items.map(({ kind }) => kind)).toEqual([
      {
        from: 'variable',
        name: 'action',
        values: new Map([
          ['Add', 'provision'],
          ['Remove', 'deprovision'],
        ]),
      },
      'provision',
      'none',
    ])
  })

  it('may have several rules for one item, the one without a condition last', () => {
    const map = read(`items:
  - { item: Access, when: { variable: kind, is: admin }, kind: provision, entitlement: deploy }
  - { item: Access, when: { variable: kind, is: read }, kind: provision, entitlement: audit }
  - { item: Access, kind: none }
`)
    expect(map.items).toHaveLength(3)
  })
})

describe('a map is refused, with the place of each fault,', () => {
  it.each<[string, string, string]>([
    [
      'where an item has two rules for the same tickets',
      'items:\n  - { item: A, kind: none }\n  - { item: A, kind: provision, entitlement: deploy }\n',
      '3:7 items[1].item: items[0] already holds for every ticket of `A` that this rule is for (item-mapped-twice); keep one of the two, or tell them apart with `when` and put the rule without one last',
    ],
    [
      'where two rules of an item have the same condition',
      'items:\n  - { item: A, when: { variable: v, is: x }, kind: none }\n  - { item: A, when: { variable: v, is: x }, kind: none }\n',
      '3:7 items[1].item: items[0] already holds for every ticket of `A` that this rule is for (item-mapped-twice); keep one of the two, or tell them apart with `when` and put the rule without one last',
    ],
    [
      'where something is read from two places',
      item('entitlement: { field: a, variable: b }'),
      '2:49 items[0].entitlement: it is read from a field and from a variable, which may differ (place-ambiguous); keep one of the two',
    ],
    [
      'where something is read from nowhere',
      item('entitlement: { values: { Admin: deploy } }'),
      '2:49 items[0].entitlement: nothing says where it is read (place-missing); add `variable: NAME` for an answer, or `field: NAME` for a column of the ticket; a text alone always holds',
    ],
    [
      'where nothing says which access is asked for',
      'items:\n  - { item: A, kind: provision }\n',
      '2:5 items[0]: nothing says which access `A` asks for (entitlement-missing); add `entitlement`, or `kind: none` where the item asks for no access',
    ],
    [
      'where no text gives a kind',
      'items:\n  - { item: A, kind: { variable: v, values: {} }, entitlement: deploy }\n',
      '2:37 items[0].kind.values: no text gives a kind, so that no ticket would have one (values-empty); list the texts, such as `values: { Add: provision, Remove: deprovision }`',
    ],
    [
      'where an entitlement is not in the catalogue',
      item('entitlement: { variable: role, values: { Admin: deplyo } }'),
      '2:90 items[0].entitlement.values.Admin: the catalogue has no entitlement `deplyo` (entitlement-unknown); did you mean `deploy`?',
    ],
    [
      'where a level is not one of the entitlement',
      item('entitlement: deploy, level: admin'),
      '2:70 items[0].level: `admin` is no level of what this item asks for (level-unknown); correct it, or add it to `levels` in the catalogue',
    ],
    [
      'where a state of an approval that decides nothing is an approval',
      `approvals: { approved: approved, not_required: approved }\n${item('entitlement: deploy')}`,
      '1:34 approvals.not_required: in state `not_required` nobody has decided (approval-undecided); take it out: an approval that was not needed, was skipped or is waited for is no evidence',
    ],
    [
      'where a change is not picked out',
      'items:\n  - { item: A, table: change_request, kind: none }\n',
      '2:16 items[0].table: nothing says which changes are `A` (change-without-condition); add `when`, such as `when: { field: category, is: Access }`',
    ],
    [
      'where a change has a variable',
      'items:\n  - { item: A, table: change_request, when: { variable: v, is: x }, kind: none }\n',
      '2:47 items[0].when.variable: a change has no variables that are read (variable-of-change); use `field` with a column of change_request',
    ],
    [
      'where a state means nothing that is known',
      `states: { sc_req_item: { "3": done } }\n${item('entitlement: deploy')}`,
      '1:26 states.sc_req_item.3: `done` is not one of the values known here (value-not-allowed); use one of: open, closed-complete, closed-incomplete, cancelled',
    ],
    [
      'where a field is not one by name',
      item('entitlement: { field: Requested for }'),
      '2:64 items[0].entitlement.field: `Requested for` is not the name of a field (field-name-malformed); write the column name, not the label, such as requested_for or u_cost_center.code',
    ],
    [
      'where the gate has no field',
      `gate: {}\n${item('entitlement: deploy')}`,
      '1:1 gate.field: `field` is missing (field-missing); add it',
    ],
    [
      'where a zone is not known',
      `zone: Berlin\n${item('entitlement: deploy')}`,
      '1:1 zone: `Berlin` is not a time zone that is known here (zone-unknown); write an IANA zone such as Europe/Berlin, or UTC',
    ],
    [
      'where a key is misspelt',
      item('entitelment: deploy'),
      '2:49 items[0].entitelment: `entitelment` is not a field here (field-unknown); did you mean `entitlement`?',
    ],
  ])('%s', (_when, text, fault) => {
    expect(refused(text, catalogue)).toEqual([fault])
  })

  it('not for what only a catalogue could tell', () => {
    expect(read(item('entitlement: nowhere')).items).toHaveLength(1)
  })

  it('not for a level that an entitlement which the ticket names may have', () => {
    expect(read(item('entitlement: { variable: role }, level: write'), catalogue).items).toHaveLength(1)
  })
})
