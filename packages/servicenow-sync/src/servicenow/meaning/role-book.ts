import { isSet, type RawRow, textIn } from '../raw-row.ts'

/** Which roles come with which groups and roles, and on which way. */
export interface RoleBook {
  /** What a role is held through by somebody in these groups who holds these roles directly; nothing where neither gives it. */
  way(role: string, groups: readonly string[], roles: readonly string[]): readonly Step[] | undefined
}

/** One step on the way to a role: a group or a role that gives the next. */
export interface Step {
  readonly table: 'sys_user_group' | 'sys_user_role'
  readonly sysId: string
}

/** The rows that say which roles come with which. */
export interface RoleRows {
  /** Rows of `sys_group_has_role`. */
  readonly groupRoles: Iterable<RawRow>
  /** Rows of `sys_user_role_contains`. */
  readonly contains?: Iterable<RawRow>
  /** Rows of `sys_user_group`, for groups within groups. */
  readonly groups?: Iterable<RawRow>
}

/** Says whether a row of `sys_user_has_role` gives its role; one in another state than `active` is asked for or gone. */
export function holdsRole(row: RawRow): boolean {
  return (textIn(row, 'state') ?? 'active') === 'active'
}

/**
 * Knows the ways to roles. Role Management V2 keeps one row for a user and a role, counts how often it is inherited and no
 * longer says through what, so that the way must be found from what groups and roles bring along.
 *
 * @see https://www.servicenow.com/docs/r/platform-security/access-control/Role-Mgmt-V2.html
 */
export function createRoleBook({ groupRoles, contains = [], groups = [] }: RoleRows): RoleBook {
  const given = new Map<string, string[]>()
  const handedDown = new Map<string, string[]>()
  for (const row of groupRoles) {
    add(given, row, 'group', 'role')
    if (isSet(row, 'inherits')) add(handedDown, row, 'group', 'role')
  }
  const inner = new Map<string, string[]>()
  for (const row of contains) add(inner, row, 'role', 'contains')
  const parents = new Map<string, string>()
  for (const row of groups) {
    const [group, parent] = [textIn(row, 'sys_id'), textIn(row, 'parent')]
    if (group !== undefined && parent !== undefined) parents.set(group, parent)
  }
  const ways = new Map<string, ReadonlyMap<string, readonly Step[]>>()

  /** Every role that a group or a role brings along, each on its shortest way. */
  function waysFrom(start: Step): ReadonlyMap<string, readonly Step[]> {
    const known = ways.get(start.sysId)
    if (known !== undefined) return known
    const found = new Map<string, readonly Step[]>()
    ways.set(start.sysId, found)
    const queue = start.table === 'sys_user_role' ? [{ role: start.sysId, by: [] as readonly Step[] }] : brought(start)
    for (const { role, by } of queue) {
      if (found.has(role)) continue
      found.set(role, by)
      const on: readonly Step[] = [...by, { table: 'sys_user_role', sysId: role }]
      for (const next of sorted(inner.get(role))) if (!found.has(next)) queue.push({ role: next, by: on })
    }
    return found
  }

  /** The roles of a group itself, then those that the groups above it hand down. */
  function brought(group: Step): { role: string; by: readonly Step[] }[] {
    const roles = sorted(given.get(group.sysId)).map((role) => ({ role, by: [group] as readonly Step[] }))
    const way = [group]
    const seen = new Set([group.sysId])
    for (let above = parents.get(group.sysId); above !== undefined && !seen.has(above); above = parents.get(above)) {
      seen.add(above)
      way.push({ table: 'sys_user_group', sysId: above })
      roles.push(...sorted(handedDown.get(above)).map((role) => ({ role, by: [...way] })))
    }
    return roles
  }

  return {
    way: (role, inGroups, directly) => {
      const starts: readonly Step[] = [
        ...sorted(inGroups).map((sysId): Step => ({ table: 'sys_user_group', sysId })),
        ...sorted(directly)
          .filter((sysId) => sysId !== role)
          .map((sysId): Step => ({ table: 'sys_user_role', sysId })),
      ]
      for (const start of starts) {
        const way = waysFrom(start).get(role)
        if (way !== undefined) return way
      }
      return undefined
    },
  }
}

function add(into: Map<string, string[]>, row: RawRow, from: string, to: string): void {
  const [key, value] = [textIn(row, from), textIn(row, to)]
  if (key === undefined || value === undefined) return
  const known = into.get(key)
  if (known === undefined) into.set(key, [value])
  else known.push(value)
}

/** The order of rows must not decide which way is found. */
function sorted(ids: readonly string[] = []): readonly string[] {
  return [...new Set(ids)].sort()
}
