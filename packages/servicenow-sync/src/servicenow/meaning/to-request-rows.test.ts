import { describe, expect, it } from 'vitest'
import type { RequestRow } from './exchange-rows.ts'
import { aCell, anAnswer, anApprovalRow, aTask, aTicket, at, ofType, on, someFacts } from './testdata/ticket.ts'
import { aMap, itemMap, theNames } from './testdata/world.ts'
import type { TicketFacts } from './ticket-facts.ts'
import { toRequestRows } from './to-request-rows.ts'

const least = itemMap('kind: provision, entitlement: deploy')

function read(facts: Partial<TicketFacts>, map = least) {
  return toRequestRows(someFacts(facts), map, theNames(map))
}

function lines(facts: Partial<TicketFacts>, map = least): readonly RequestRow[] {
  const { rows, faults } = read(facts, map)
  expect(faults).toEqual([])
  return rows
}

function line(facts: Partial<TicketFacts>, map = least): RequestRow {
  const [row, ...others] = lines(facts, map)
  expect(others).toEqual([])
  if (row === undefined) throw new Error('there is no line')
  return row
}

function faults(facts: Partial<TicketFacts>, map = least): readonly string[] {
  const reading = read(facts, map)
  expect(reading.rows).toEqual([])
  return reading.faults.map(({ code, field, message }) => `${code} ${field}: ${message}`)
}

describe('a ticket', () => {
  it('becomes a line of its item, for whom it was requested, asked for by who opened it', () => {
    expect(line({})).toEqual({
      number: 'RITM0001',
      item: 'Production access',
      kind: 'provision',
      principal: 'alice',
      entitlement: 'deploy',
      requester: 'rita',
      openedAt: on('08:00'),
      closedAt: on('12:00'),
      state: 'closed-complete',
      approvals: [],
    })
  })

  it('is no line where the map does not speak of its item', () => {
    expect(lines({ ticket: aTicket({ cat_item: 'i-other' }) })).toEqual([])
  })

  it('is found by the sys_id of its item, too', () => {
    const map = aMap('items:\n  - { item: i-prod, kind: provision, entitlement: deploy }\n')
    expect(line({}, map)).toMatchObject({ item: 'i-prod', entitlement: 'deploy' })
  })

  it('is service work where the map says that any other item asks for no access', () => {
    const map = aMap('items:\n  - { item: "*", kind: none }\n')
    expect(line({ ticket: aTicket({ cat_item: 'i-reset' }) }, map)).toMatchObject({
      item: 'Password reset',
      kind: 'none',
      principal: 'alice',
    })
  })

  it('is service work though whom it is for cannot be told', () => {
    const map = itemMap('kind: none, principal: { variable: user }')
    expect(line({}, map)).toMatchObject({ kind: 'none', principal: 'rita' })
  })

  it('takes whom it is for from its request where the item does not say', () => {
    const ticket = aTicket({ requested_for: '' })
    expect(line({ ticket, request: { sys_id: 'q-1', requested_for: 'u-mia' } }).principal).toBe('mia')
  })

  it('that is a change is read by its fields', () => {
    const map = aMap(`items:
  - { item: Access change, table: change_request, when: { field: category, is: Access }, kind: provision, entitlement: { field: u_access } }
`)
    const ticket = aTicket({ number: 'CHG0001', requested_by: 'u-mia', category: 'Access', u_access: 'deploy' })
    expect(line({ table: 'change_request', ticket }, map)).toMatchObject({
      number: 'CHG0001',
      item: 'Access change',
      principal: 'mia',
      entitlement: 'deploy',
    })
    const other = { ...ticket, category: 'Network' }
    expect(lines({ table: 'change_request', ticket: other }, map)).toEqual([])
  })
})

describe('the state of a ticket', () => {
  it.each([
    ['3', 'false', 'closed-complete'],
    ['3', 'true', 'open'],
    ['4', 'false', 'closed-incomplete'],
    ['7', 'false', 'cancelled'],
    ['2', 'true', 'open'],
    ['-5', 'true', 'open'],
    ['9', 'false', 'closed-incomplete'],
    ['', 'true', 'open'],
  ])('%s with active=%s is %s', (state, active, expected) => {
    expect(line({ ticket: aTicket({ state, active }) }).state).toBe(expected)
  })

  it('means something else in another table', () => {
    const map = aMap(
      'items:\n  - { item: c, table: change_request, when: { field: type, is: normal }, kind: provision, entitlement: deploy }\n',
    )
    const ticket = aTicket({ state: '4', type: 'normal', requested_by: 'u-alice' })
    expect(line({ table: 'change_request', ticket }, map).state).toBe('cancelled')
  })

  it('is what the map says', () => {
    const map = itemMap('kind: provision, entitlement: deploy', 'states: { sc_req_item: { "9": closed-complete } }')
    expect(line({ ticket: aTicket({ state: '9' }) }, map).state).toBe('closed-complete')
  })

  it('is no closing without a time', () => {
    expect(faults({ ticket: aTicket({ closed_at: '' }) })).toEqual([
      'field-missing closedAt: sc_req_item RITM0001 (t-1): `closedAt` is missing, and the state is closed-complete',
    ])
  })
})

describe('the times of a ticket', () => {
  it.each<[string, Partial<TicketFacts>, string | undefined]>([
    ['the closing of a task that was done', { tasks: [aTask()] }, on('11:00')],
    ['the earliest of several', { tasks: [aTask(), aTask({ sys_id: 'k-2', closed_at: at('09:00') })] }, on('09:00')],
    ['not that of a task that was not done', { tasks: [aTask({ state: '4' })] }, undefined],
    ['not that of a task that is still worked on', { tasks: [aTask({ active: 'true' })] }, undefined],
    ['not one that is no earlier than the ticket’s', { tasks: [aTask({ closed_at: at('12:00') })] }, undefined],
    [
      'not one before the ticket was opened again',
      { tasks: [aTask()], history: { reopenedAt: at('11:30') } },
      undefined,
    ],
  ])('have as fulfilment %s', (_what, facts, expected) => {
    expect(line(facts).fulfilledAt).toBe(expected)
  })

  it('have as fulfilment only tasks that the map names, where it names some', () => {
    const map = itemMap('kind: provision, entitlement: deploy, tasks: [Create the account]')
    const check = aTask({ sys_id: 'k-2', closed_at: at('09:00'), short_description: 'Check the request' })
    expect(line({ tasks: [aTask(), check] }, map).fulfilledAt).toBe(on('11:00'))
  })

  it('have the opening again that was seen', () => {
    expect(line({ history: { reopenedAt: at('11:30') } }).reopenedAt).toBe(on('11:30'))
  })

  it('void decisions before an earlier closing where only that is known', () => {
    expect(line({ history: { closedAtBefore: at('09:30') } }).reopenedAt).toBe(on('09:30'))
    expect(line({ history: { closedAtBefore: at('12:00') } }).reopenedAt).toBeUndefined()
  })

  it('have no closing while the ticket is open', () => {
    expect(line({ ticket: aTicket({ active: 'true' }) }).closedAt).toBeUndefined()
  })

  it.each([
    ['opened_at', '10/03/2026 08:00'],
    ['opened_at', '2026-02-30 08:00:00'],
    ['closed_at', '12:00'],
  ])('are a fault where %s is %s', (field, text) => {
    const message = `sc_req_item RITM0001 (t-1): \`${text}\` is no date that the Table API would write`
    expect(faults({ ticket: aTicket({ [field]: text }) })).toContain(`date-malformed ${field}: ${message}`)
  })

  it('are a fault where a task that was done has none that can be read', () => {
    expect(faults({ tasks: [aTask({ closed_at: 'soon' })] })).toEqual([
      'date-malformed closed_at: sc_task k-1: `soon` is no date that the Table API would write',
    ])
  })
})

const full = itemMap(
  'kind: { variable: action, values: { Add: provision, Remove: deprovision } }, principal: { variable: user }, entitlement: { variable: role, values: { Admin: deploy, Auditor: audit } }, level: { variable: level, default: "" }, owner: { variable: owner, default: "" }, expiresAt: { variable: end, default: "" }, justification: { variable: reason }',
)

const answered = [anAnswer('action', 'Add'), anAnswer('user', 'u-alice', ofType('8')), anAnswer('role', 'Admin')]

describe('answers', () => {
  it('say what is asked for', () => {
    const answers = [
      ...answered,
      anAnswer('level', ' write '),
      anAnswer('owner', 'u-bob', ofType('8')),
      anAnswer('end', '2026-12-31', ofType('9')),
      anAnswer('reason', 'For the release'),
    ]
    expect(line({ answers }, full)).toMatchObject({
      kind: 'provision',
      principal: 'alice',
      entitlement: 'deploy',
      level: 'write',
      owner: 'bob',
      expiresAt: '2026-12-31',
      justification: 'For the release',
    })
  })

  it('may say nothing where the map says so', () => {
    const row = line({ answers: answered }, full)
    for (const field of ['level', 'owner', 'expiresAt', 'justification']) expect(row).not.toHaveProperty(field)
  })

  it('that were edited count as they are now', () => {
    const options = [{ sys_id: 'o-role', value: 'Auditor', sys_updated_on: at('09:00') }]
    expect(line({ answers: answered, options }, full).entitlement).toBe('audit')
  })

  it('count as they were last read, whichever row that is', () => {
    const options = [{ sys_id: 'o-role', value: 'Auditor', sys_updated_on: at('07:00') }]
    expect(line({ answers: answered, options }, full).entitlement).toBe('deploy')
  })

  it('of a text variable may name a service, or a user by login', () => {
    for (const [value, principal] of [
      ['svc-release', 'svc-release'],
      ['mia', 'mia'],
    ] as const) {
      const answers = [anAnswer('action', 'Add'), anAnswer('user', value), anAnswer('role', 'Admin')]
      expect(line({ answers }, full).principal).toBe(principal)
    }
  })

  it.each([
    ['a reference to a user who cannot be seen', 'gone', '8'],
    ['something that looks like one', '0123456789abcdef0123456789abcdef', '6'],
  ])('that are %s name what never counts', (_what, value, type) => {
    const answers = [anAnswer('action', 'Add'), anAnswer('user', value, ofType(type)), anAnswer('role', 'Admin')]
    expect(line({ answers }, full).principal).toBe(`sys_user:${value}`)
  })

  it('of a list ask for a line each', () => {
    const map = itemMap('kind: provision, principal: { variable: users }, entitlement: { variable: roles }')
    const answers = [
      anAnswer('users', 'u-alice,u-bob', ofType('21')),
      anAnswer('roles', 'g-ops, g-sec,g-ops', ofType('21')),
    ]
    expect(lines({ answers }, map).map(({ item, principal, entitlement }) => [item, principal, entitlement])).toEqual([
      ['Production access: alice: Ops', 'alice', 'Ops'],
      ['Production access: alice: Security', 'alice', 'Security'],
      ['Production access: bob: Ops', 'bob', 'Ops'],
      ['Production access: bob: Security', 'bob', 'Security'],
    ])
  })

  it('of a text ask for a line each where the map says what separates them', () => {
    const map = itemMap('kind: provision, entitlement: { variable: roles, split: ";" }')
    const rows = lines({ answers: [anAnswer('roles', 'deploy; audit;')] }, map)
    expect(rows.map(({ entitlement }) => entitlement)).toEqual(['deploy', 'audit'])
  })

  it('that name a record are looked up where the map says', () => {
    const map = itemMap(
      'kind: provision, entitlement: { variable: app, lookup: { table: u_application, field: u_code }, values: { sap: sap-access, "*": other } }',
    )
    expect(line({ answers: [anAnswer('app', 'a-sap', ofType('8'))] }, map).entitlement).toBe('sap-access')
    expect(line({ answers: [anAnswer('app', 'a-new', ofType('8'))] }, map).entitlement).toBe('other')
  })

  it('are found by their question where they have no name', () => {
    const map = itemMap('kind: provision, entitlement: { variable: "Which role?" }')
    const answers = [anAnswer('role', 'deploy', { 'sc_item_option.item_option_new.name': '' })]
    expect(line({ answers }, map).entitlement).toBe('deploy')
  })

  it('choose between rules of an item', () => {
    const map = aMap(`items:
  - { item: Production access, when: { variable: action, is: [Remove, Revoke] }, kind: deprovision, entitlement: deploy }
  - { item: Production access, when: { variable: action, is: Add }, kind: provision, entitlement: deploy }
`)
    expect(line({ answers: [anAnswer('action', 'Revoke')] }, map).kind).toBe('deprovision')
    expect(line({ answers: [anAnswer('action', 'Add')] }, map).kind).toBe('provision')
    expect(faults({ answers: [anAnswer('action', 'Move')] }, map)).toEqual([
      'rule-missing cat_item: sc_req_item RITM0001 (t-1): no rule of `Production access` holds for it',
    ])
  })

  it.each<[string, readonly Parameters<typeof anAnswer>[], string]>([
    ['that are missing', [], 'answer-missing action: sc_req_item RITM0001 (t-1): there is no answer to `action`'],
    [
      'that may not be read',
      [['action', undefined]],
      'answer-unreadable action: sc_req_item RITM0001 (t-1): the answer to `action` may not be read, or is masked',
    ],
    [
      'that are masked',
      [['action', 'Add', ofType('25')]],
      'answer-unreadable action: sc_req_item RITM0001 (t-1): the answer to `action` may not be read, or is masked',
    ],
    [
      'that differ under one name',
      [
        ['action', 'Add'],
        ['action', 'Remove', { sys_id: 'm-2' }],
      ],
      'answer-ambiguous action: sc_req_item RITM0001 (t-1): `action` has several answers that differ',
    ],
    ['that are empty', [['action', '']], 'answer-empty action: sc_req_item RITM0001 (t-1): it does not say its kind'],
    [
      'that the map does not speak of',
      [['action', 'Swap']],
      'answer-not-mapped action: sc_req_item RITM0001 (t-1): the map does not say which kind `Swap` is',
    ],
  ])('%s are a fault', (_what, given, fault) => {
    expect(faults({ answers: given.map((one) => anAnswer(...one)) }, full)).toEqual([fault])
  })

  it('are a fault each', () => {
    const answers = [
      anAnswer('action', 'Add'),
      anAnswer('user', ''),
      anAnswer('role', 'Owner'),
      anAnswer('end', '31.12.2026'),
    ]
    expect(read({ answers }, full).faults.map(({ code, field }) => [code, field])).toEqual([
      ['answer-empty', 'user'],
      ['answer-not-mapped', 'role'],
      ['date-malformed', 'end'],
    ])
  })

  it('never lose an end that cannot be read', () => {
    const map = itemMap('kind: provision, entitlement: deploy, expiresAt: { variable: end }')
    expect(faults({}, map)).toHaveLength(1)
    expect(faults({ answers: [anAnswer('end', undefined)] }, map)).toHaveLength(1)
    const forgiving = itemMap('kind: provision, entitlement: deploy, expiresAt: { variable: end, default: "" }')
    expect(faults({ answers: [anAnswer('end', undefined)] }, forgiving)).toHaveLength(1)
  })

  it('do not hide what was asked for where only the reason cannot be read', () => {
    const answers = [...answered, anAnswer('reason', `${'x'.repeat(70_000)}\ud800`)]
    expect(line({ answers }, full).justification).toHaveLength(4000)
    expect(line({ answers: [...answered, anAnswer('reason', undefined)] }, full)).not.toHaveProperty('justification')
  })

  it('are told of in one line, whatever the number of the ticket is', () => {
    const ticket = aTicket({ number: 'RITM\n\u001b[2J', opened_at: '' })
    expect(faults({ ticket })).toEqual([
      'field-missing opened_at: sc_req_item RITM\ufffd\ufffd[2J (t-1): nothing says when it was opened',
    ])
  })

  it('that core does not take are a fault of this record', () => {
    const answers = [anAnswer('action', 'Add'), anAnswer('user', 'al\u0007ice'), anAnswer('role', 'Admin')]
    expect(faults({ answers }, full)[0]).toMatch(/^id-malformed principal: sc_req_item RITM0001 \(t-1\): /)
  })
})

describe('an end', () => {
  const rule =
    'kind: provision, entitlement: deploy, expiresAt: { variable: end, values: { Never: "", "*": "2026-12-31" } }'

  it.each([
    ['2026-12-31', '2026-12-31'],
    ['2026-12-31 17:00:00', '2026-12-31T17:00:00Z'],
    ['2026-12-31T17:00:00+01:00', '2026-12-31T17:00:00+01:00'],
  ])('that is %s is %s', (text, expected) => {
    const map = itemMap('kind: provision, entitlement: deploy, expiresAt: { variable: end }')
    expect(line({ answers: [anAnswer('end', text)] }, map).expiresAt).toBe(expected)
  })

  it('that is a bare date ends where the map says', () => {
    const map = itemMap('kind: provision, entitlement: deploy, expiresAt: { variable: end }', 'zone: Europe/Berlin')
    expect(line({ answers: [anAnswer('end', '2026-12-31')] }, map).expiresAt).toBe('2026-12-31T23:00:00Z')
  })

  it('may be one that the map gives, or none', () => {
    expect(line({ answers: [anAnswer('end', 'Never')] }, itemMap(rule))).not.toHaveProperty('expiresAt')
    expect(line({ answers: [anAnswer('end', '1 year')] }, itemMap(rule)).expiresAt).toBe('2026-12-31')
  })

  it.each(['2026-02-30', '2026-13-01 00:00:00', '1969-12-31', 'Never'])('that is %s is a fault', (text) => {
    const map = itemMap('kind: provision, entitlement: deploy, expiresAt: { variable: end }')
    expect(faults({ answers: [anAnswer('end', text)] }, map)).toEqual([
      `date-malformed end: sc_req_item RITM0001 (t-1): \`${text}\` is no date that the Table API would write`,
    ])
  })
})

describe('a multi-row variable set', () => {
  const map = itemMap(
    'kind: provision, principal: { variable: user }, entitlement: { variable: role }, expiresAt: { variable: end }, rows: access_rows',
  )
  const answers = [anAnswer('end', '2026-12-31')]

  it('is a line for each row, which may say what the ticket says for all', () => {
    const cells = [
      aCell('10', 'role', 'audit'),
      aCell('2', 'user', 'u-bob', { 'item_option_new.type': '8' }),
      aCell('2', 'role', 'deploy'),
      aCell('2', 'end', '2026-06-30'),
      aCell('10', 'user', 'alice'),
    ]
    expect(
      lines({ answers, cells }, map).map(({ item, principal, entitlement, expiresAt }) => [
        item,
        principal,
        entitlement,
        expiresAt,
      ]),
    ).toEqual([
      ['Production access #2', 'bob', 'deploy', '2026-06-30'],
      ['Production access #10', 'alice', 'audit', '2026-12-31'],
    ])
  })

  it('loses only the row that cannot be read', () => {
    const cells = [aCell('1', 'user', 'alice'), aCell('2', 'user', 'bob'), aCell('2', 'role', 'deploy')]
    const { rows, faults: told } = read({ answers, cells }, map)
    expect(rows.map(({ principal }) => principal)).toEqual(['bob'])
    expect(told.map(({ code, field }) => [code, field])).toEqual([['answer-missing', 'role']])
  })

  it('without rows is a fault', () => {
    const cells = [aCell('1', 'user', 'alice', { 'variable_set.internal_name': 'other' })]
    expect(faults({ answers, cells }, map)).toEqual([
      'rows-missing access_rows: sc_req_item RITM0001 (t-1): the multi-row variable set has no rows that can be read',
    ])
  })
})

describe('the approvals of a ticket', () => {
  it('are on its lines', () => {
    expect(line({ approvals: [anApprovalRow()] }).approvals).toEqual([
      { id: 'p-1', approver: 'bob', decision: 'approved', decidedAt: on('10:00'), how: 'native' },
    ])
  })

  it('are not what its own flag says', () => {
    expect(line({ ticket: aTicket({ approval: 'approved' }) }).approvals).toEqual([])
  })
})

describe('the gate', () => {
  const map = itemMap('kind: provision, entitlement: deploy', 'gate: { field: u_gate_passed_at }')

  it('was passed when the field that the map names says so', () => {
    const ticket = aTicket({ u_gate_passed_at: at('10:30') })
    expect(line({ ticket }, map).gate).toEqual({ passedAt: on('10:30'), verdict: 'allow' })
  })

  it('was not passed where the field is empty, nor where the map names none', () => {
    expect(line({ ticket: aTicket({ u_gate_passed_at: '' }) }, map)).not.toHaveProperty('gate')
    expect(line({ ticket: aTicket({ u_gate_passed_at: at('10:30') }) })).not.toHaveProperty('gate')
  })

  it('cannot be told where the field may not be read, or holds no time', () => {
    expect(faults({}, map)).toEqual([
      'answer-unreadable u_gate_passed_at: sc_req_item RITM0001 (t-1): field `u_gate_passed_at` may not be read, or is masked',
    ])
    expect(faults({ ticket: aTicket({ u_gate_passed_at: 'yes' }) }, map)).toEqual([
      'date-malformed u_gate_passed_at: sc_req_item RITM0001 (t-1): `yes` is no date that the Table API would write',
    ])
  })
})
