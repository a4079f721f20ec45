import { describe, expect, it } from 'vitest'
import type { RawRow } from '../raw-row.ts'
import type { PersonRow } from './exchange-rows.ts'
import { aMap, aUser, theNames } from './testdata/world.ts'
import { toPersonRows } from './to-person-rows.ts'
import type { UserFacts } from './user-facts.ts'

const items = 'items:\n  - { item: x, kind: none }\n'
const map = aMap(items)

function read(facts: Partial<UserFacts>, by = map) {
  return toPersonRows({ user: aUser('alice'), roles: [], memberships: [], ...facts }, by, theNames(by))
}

function person(facts: Partial<UserFacts>, by = map): PersonRow {
  const { rows, faults } = read(facts, by)
  expect(faults).toEqual([])
  const [row] = rows
  if (row === undefined) throw new Error('there is no person')
  return row
}

const created = (day: string): RawRow => ({ sys_created_on: `${day} 00:00:00` })

describe('a user', () => {
  it('becomes a principal with an account and other identifiers', () => {
    expect(person({ user: aUser('alice', { employee_number: 'E7', manager: 'u-mia' }) })).toEqual({
      principal: 'alice',
      kind: 'human',
      active: true,
      manager: 'mia',
      roles: [],
      groups: [],
      delegates: [],
      ids: { mail: 'alice@example.com', employeeNumber: 'E7' },
      accounts: [{ system: 'servicenow', account: 'alice' }],
    })
  })

  it('goes by the field that the map names, or else by the login', () => {
    const numbered = aMap(`people: { principal: employee_number }\n${items}`)
    expect(person({ user: aUser('alice', { employee_number: 'E7' }) }, numbered).principal).toBe('E7')
    expect(person({ user: aUser('alice') }, numbered).principal).toBe('alice')
    expect(person({ user: aUser('alice', { user_name: '' }) })).toMatchObject({
      principal: 'sys_user:u-alice',
      accounts: [],
    })
  })

  it.each([
    ['true', 'false', true],
    ['true', 'true', true],
    ['false', 'false', false],
  ])('with active=%s and locked_out=%s is active: %j', (active, lockedOut, expected) => {
    expect(person({ user: aUser('alice', { active, locked_out: lockedOut }) }).active).toBe(expected)
  })

  it('that core does not take is a fault', () => {
    const { rows, faults } = read({ user: aUser('alice', { email: 'a\u0000b' }) })
    expect(rows).toEqual([])
    expect(faults[0]?.message).toMatch(/^sys_user alice \(u-alice\): /)
  })
})

describe('the kind of a user', () => {
  it.each<[RawRow, PersonRow['kind']]>([
    [{ identity_type: 'human' }, 'human'],
    [{ identity_type: 'machine' }, 'service'],
    [{ identity_type: 'Machine' }, 'service'],
    [{ identity_type: 'ai_agent', web_service_access_only: 'false' }, 'agent'],
    [{ identity_type: 'human', web_service_access_only: 'true' }, 'human'],
    [{ web_service_access_only: 'true' }, 'service'],
    [{ internal_integration_user: 'true' }, 'service'],
    [{ web_service_access_only: 'false', internal_integration_user: 'false' }, 'human'],
  ])('with %j is %s', (fields, kind) => {
    expect(person({ user: aUser('alice', fields) }).kind).toBe(kind)
  })

  it('is what the map says, where it says something', () => {
    const kinds = aMap(`people: { kinds: { field: u_type, values: { bot: agent } } }\n${items}`)
    expect(person({ user: aUser('alice', { u_type: 'bot' }) }, kinds).kind).toBe('agent')
    expect(person({ user: aUser('alice', { u_type: 'x', identity_type: 'machine' }) }, kinds).kind).toBe('service')
  })

  it('decides who answers for it', () => {
    const user = { identity_type: 'machine', manager: 'u-mia', u_owner: 'u-bob' }
    expect(person({ user: aUser('alice', user) }).sponsor).toBe('mia')
    const owned = aMap(`people: { sponsor: u_owner }\n${items}`)
    expect(person({ user: aUser('alice', user) }, owned).sponsor).toBe('bob')
    expect(person({ user: aUser('alice', { ...user, identity_type: 'human' }) }, owned)).not.toHaveProperty('sponsor')
    expect(person({ user: aUser('alice', { ...user, manager: 'u-gone' }) })).not.toHaveProperty('sponsor')
  })
})

describe('what a user is in', () => {
  it('is named, each once, from the earliest row on', () => {
    const memberships = [
      { sys_id: '1', group: 'g-sec', ...created('2025-01-01') },
      { sys_id: '2', group: 'g-ops', ...created('2026-01-01') },
      { sys_id: '3', group: 'g-ops', ...created('2025-06-01') },
    ]
    const roles = [{ sys_id: '4', role: 'r-itil', inherited: 'true', state: 'active', ...created('2025-01-01') }]
    expect(person({ memberships, roles })).toMatchObject({
      groups: [
        { id: 'Ops', from: '2025-06-01T00:00:00Z' },
        { id: 'Security', from: '2025-01-01T00:00:00Z' },
      ],
      roles: [{ id: 'itil', from: '2025-01-01T00:00:00Z' }],
    })
  })

  it('leaves out what cannot be named, cannot be dated or is not held', () => {
    const memberships = [
      { sys_id: '1', group: 'g-gone', ...created('2025-01-01') },
      { sys_id: '2', group: 'g-ops' },
    ]
    const roles = [{ sys_id: '3', role: 'r-itil', state: 'pending', ...created('2025-01-01') }]
    expect(person({ memberships, roles })).toMatchObject({ groups: [], roles: [] })
  })
})

describe('a delegation', () => {
  const delegation = {
    sys_id: 'd-1',
    delegate: 'u-dora',
    starts: '2026-03-01 00:00:00',
    ends: '2026-03-31 00:00:00',
    approvals: 'true',
    ...created('2026-02-01'),
  }

  it('names who may decide, from when, until when', () => {
    expect(person({ delegates: [delegation] }).delegates).toEqual([
      { to: 'dora', from: '2026-03-01T00:00:00Z', until: '2026-03-31T00:00:00Z' },
    ])
  })

  it('holds only from when it was entered', () => {
    const entered = { ...delegation, ...created('2026-03-10') }
    expect(person({ delegates: [entered] }).delegates).toMatchObject([{ from: '2026-03-10T00:00:00Z' }])
    expect(person({ delegates: [{ ...delegation, ...created('2026-04-01') }] }).delegates).toEqual([])
  })

  it.each([{ approvals: 'false' }, { ends: '' }, { starts: 'soon' }, { sys_created_on: '' }, { delegate: 'u-gone' }])(
    'does not hold with %j',
    (fields) => {
      expect(person({ delegates: [{ ...delegation, ...fields }] }).delegates).toEqual([])
    },
  )
})
