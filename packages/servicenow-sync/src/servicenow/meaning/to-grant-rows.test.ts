import { describe, expect, it } from 'vitest'
import type { RawRow } from '../raw-row.ts'
import type { GrantRow } from './exchange-rows.ts'
import { createRoleBook, type RoleRows } from './role-book.ts'
import { aMap, aUser, theNames } from './testdata/world.ts'
import { toGrantRows } from './to-grant-rows.ts'
import type { UserFacts } from './user-facts.ts'

const names = theNames(aMap('items:\n  - { item: x, kind: none }\n'))

function read(facts: Partial<UserFacts>, rows: RoleRows = { groupRoles: [] }) {
  return toGrantRows({ user: aUser('alice'), roles: [], memberships: [], ...facts }, names, createRoleBook(rows))
}

function grants(facts: Partial<UserFacts>, rows?: RoleRows): readonly GrantRow[] {
  const reading = read(facts, rows)
  expect(reading.faults).toEqual([])
  return reading.rows
}

const created = { sys_created_on: '2025-01-01 00:00:00' }
const grantedAt = '2025-01-01T00:00:00Z'

function aRole(role: string, fields: RawRow = {}): RawRow {
  return { sys_id: `h-${role}`, role, inherited: 'false', state: 'active', ...created, ...fields }
}

const inherited = { inherited: 'true' }
const inOps = { sys_id: 'm-1', group: 'g-ops', ...created }

describe('what a user holds', () => {
  it('is a role by its name', () => {
    expect(grants({ roles: [aRole('r-itil')] })).toEqual([{ account: 'alice', entitlement: 'itil', grantedAt }])
  })

  it('is being in a group', () => {
    expect(grants({ memberships: [inOps] })).toEqual([{ account: 'alice', entitlement: 'group:Ops', grantedAt }])
  })

  it('is held by users who are not active, too', () => {
    expect(grants({ user: aUser('alice', { active: 'false' }), roles: [aRole('r-itil')] })).toHaveLength(1)
  })

  it('is not a role in another state', () => {
    expect(grants({ roles: [aRole('r-itil', { state: 'pending' })] })).toEqual([])
    expect(grants({ roles: [aRole('r-itil', { state: '' })] })).toHaveLength(1)
  })

  it('is a fault where the role or the group cannot be named', () => {
    const { rows, faults } = read({ roles: [aRole('r-gone')], memberships: [{ ...inOps, group: 'g-gone' }] })
    expect(rows).toEqual([])
    expect(faults.map(({ code, field, message }) => [code, field, message])).toEqual([
      [
        'reference-unresolved',
        'group',
        'sys_user_grmember m-1: record `g-gone` cannot be seen, so that nobody knows its name',
      ],
      [
        'reference-unresolved',
        'role',
        'sys_user_has_role h-r-gone: record `r-gone` cannot be seen, so that nobody knows its name',
      ],
    ])
  })
})

describe('a role that is inherited', () => {
  const ways = (facts: Partial<UserFacts>, rows?: RoleRows) =>
    grants(facts, rows)
      .filter(({ via }) => via !== undefined)
      .map(({ entitlement, via }) => [entitlement, via])

  it('names the group that its row names', () => {
    const roles = [aRole('r-itil', { ...inherited, granted_by: 'g-ops' })]
    expect(ways({ roles })).toEqual([['itil', ['group:Ops']]])
  })

  it.each(['r-admin', 'h-r-admin'])('names the role that its row names by %s', (within) => {
    const roles = [aRole('r-admin'), aRole('r-itil', { ...inherited, included_in_role: within })]
    expect(ways({ roles })).toEqual([['itil', ['admin']]])
  })

  it('names the group that brings it along, where its row names none', () => {
    const groupRoles = [{ sys_id: 'x', group: 'g-ops', role: 'r-itil' }]
    const facts = { roles: [aRole('r-itil', inherited)], memberships: [inOps] }
    expect(ways(facts, { groupRoles })).toEqual([['itil', ['group:Ops']]])
  })

  it('names every role on the way, beginning with the group', () => {
    const rows = {
      groupRoles: [{ sys_id: 'x', group: 'g-ops', role: 'r-admin' }],
      contains: [{ sys_id: 'y', role: 'r-admin', contains: 'r-itil' }],
    }
    const facts = { roles: [aRole('r-admin', inherited), aRole('r-itil', inherited)], memberships: [inOps] }
    expect(ways(facts, rows)).toEqual([
      ['admin', ['group:Ops']],
      ['itil', ['group:Ops', 'admin']],
    ])
  })

  it('names the group above that hands it down', () => {
    const rows = {
      groups: [{ sys_id: 'g-ops', parent: 'g-sec' }],
      groupRoles: [
        { sys_id: 'x', group: 'g-sec', role: 'r-itil', inherits: 'true' },
        { sys_id: 'y', group: 'g-sec', role: 'r-admin', inherits: 'false' },
      ],
    }
    const facts = { roles: [aRole('r-itil', inherited), aRole('r-admin', inherited)], memberships: [inOps] }
    expect(ways(facts, rows)).toEqual([
      ['admin', ['sys_user_role:nobody']],
      ['itil', ['group:Ops', 'group:Security']],
    ])
  })

  it('names the role that is held directly', () => {
    const contains = [{ sys_id: 'y', role: 'r-admin', contains: 'r-itil' }]
    const roles = [aRole('r-admin'), aRole('r-itil', inherited)]
    expect(ways({ roles }, { groupRoles: [], contains })).toEqual([['itil', ['admin']]])
  })

  it('is never taken for one that is held directly', () => {
    expect(ways({ roles: [aRole('r-itil', { ...inherited, granted_by: 'g-gone' })] })).toEqual([
      ['itil', ['sys_user_group:g-gone']],
    ])
  })

  it('does not lose its way where roles contain each other and groups are above each other', () => {
    const rows = {
      groups: [
        { sys_id: 'g-ops', parent: 'g-sec' },
        { sys_id: 'g-sec', parent: 'g-ops' },
      ],
      groupRoles: [{ sys_id: 'x', group: 'g-ops', role: 'r-admin' }],
      contains: [
        { sys_id: 'y', role: 'r-admin', contains: 'r-itil' },
        { sys_id: 'z', role: 'r-itil', contains: 'r-admin' },
      ],
    }
    const facts = { roles: [aRole('r-itil', inherited)], memberships: [inOps] }
    expect(ways(facts, rows)).toEqual([['itil', ['group:Ops', 'admin']]])
  })

  it('is there once for each way, and directly where it is that, too', () => {
    const roles = [
      aRole('r-itil'),
      aRole('r-itil', { sys_id: 'a', ...inherited, granted_by: 'g-ops' }),
      aRole('r-itil', { sys_id: 'b', ...inherited, granted_by: 'g-ops', sys_created_on: '2024-01-01 00:00:00' }),
      aRole('r-itil', { sys_id: 'c', ...inherited, granted_by: 'g-sec' }),
    ]
    expect(grants({ roles })).toEqual([
      { account: 'alice', entitlement: 'itil', grantedAt: '2024-01-01T00:00:00Z', via: ['group:Ops'] },
      { account: 'alice', entitlement: 'itil', grantedAt, via: ['group:Security'] },
      { account: 'alice', entitlement: 'itil', grantedAt },
    ])
  })
})
