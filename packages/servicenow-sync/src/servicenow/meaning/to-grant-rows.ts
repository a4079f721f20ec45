import { type Fault, good, quote, type Reading, readGrant } from '@ticketbound/core'
import { isSet, type RawRow, textIn } from '../raw-row.ts'
import type { GrantRow, Meaning } from './exchange-rows.ts'
import { latestRows } from './latest-rows.ts'
import type { Names } from './names.ts'
import { recordFault } from './record-fault.ts'
import { holdsRole, type RoleBook, type Step } from './role-book.ts'
import { unresolved } from './unresolved.ts'
import type { UserFacts } from './user-facts.ts'
import { readVendorInstant } from './vendor-time.ts'

/** What the membership of a group is called as an entitlement. */
export function groupEntitlement(name: string): string {
  return `group:${name}`
}

/**
 * Tells what a user of the instance holds in it: the groups the user is in as `group:NAME`, roles by their names, and for a
 * role that is inherited the way to it in `via`. Inactive users keep their rows, for what a leaver still holds matters.
 * Every row that it gives is one that core takes; what cannot be one is a fault that names the record. Never throws for what
 * a user's records hold.
 */
export function toGrantRows(facts: UserFacts, names: Names, book: RoleBook): Meaning<GrantRow> {
  const { user } = facts
  const account = textIn(user, 'user_name')?.trim() || unresolved('sys_user', textIn(user, 'sys_id') ?? '')
  const memberships = [...latestRows(facts.memberships).values()]
  const roles = [...latestRows(facts.roles).values()].filter(holdsRole)
  const held: Held = {
    groups: memberships.flatMap((row) => textIn(row, 'group') ?? []),
    roles: roles.filter((row) => !isSet(row, 'inherited')).flatMap((row) => textIn(row, 'role') ?? []),
    byRow: new Map(roles.map((row) => [textIn(row, 'sys_id') ?? '', textIn(row, 'role') ?? ''])),
  }
  const grants = [
    ...memberships.map((row) => membershipGrant(row, account, names)),
    ...roles.map((row) => roleGrant(row, account, held, names, book)),
  ]
  return unique(grants.map((grant) => (grant.ok ? accepted(grant.value, user) : grant)))
}

/** What a user holds, for finding the way to what is inherited. */
interface Held {
  readonly groups: readonly string[]
  /** The roles that are held directly. */
  readonly roles: readonly string[]
  /** The role of each row of `sys_user_has_role`, by its `sys_id`. */
  readonly byRow: ReadonlyMap<string, string>
}

function membershipGrant(row: RawRow, account: string, names: Names): Reading<GrantRow> {
  const group = textIn(row, 'group') ?? ''
  const name = names.group(group)
  if (name === undefined) return hidden({ table: 'sys_user_grmember', row }, 'group', group)
  return good({ account, entitlement: groupEntitlement(name), ...grantedAt(row) })
}

function roleGrant(row: RawRow, account: string, held: Held, names: Names, book: RoleBook): Reading<GrantRow> {
  const role = textIn(row, 'role') ?? ''
  const name = names.role(role)
  if (name === undefined) return hidden({ table: 'sys_user_has_role', row }, 'role', role)
  const grant = { account, entitlement: name, ...grantedAt(row) }
  if (!isSet(row, 'inherited')) return good(grant)
  return good({ ...grant, via: wayTo(role, row, held, book).map((step) => stepName(step, names)) })
}

const noWay: readonly Step[] = [{ table: 'sys_user_role', sysId: '' }]

/** The way the row itself names, where the instance still fills that in, else one that is found; never none at all. */
function wayTo(role: string, row: RawRow, { groups, roles, byRow }: Held, book: RoleBook): readonly Step[] {
  const [group, within] = [textIn(row, 'granted_by'), textIn(row, 'included_in_role')]
  const outer = within === undefined ? undefined : (byRow.get(within) ?? within)
  const named: readonly Step[] = [
    ...(group === undefined ? [] : [{ table: 'sys_user_group' as const, sysId: group }]),
    ...(outer === undefined ? [] : [{ table: 'sys_user_role' as const, sysId: outer }]),
  ]
  return named.length > 0 ? named : (book.way(role, groups, roles) ?? noWay)
}

function stepName({ table, sysId }: Step, names: Names): string {
  const name = table === 'sys_user_group' ? names.group(sysId) : names.role(sysId)
  if (name === undefined) return unresolved(table, sysId)
  return table === 'sys_user_group' ? groupEntitlement(name) : name
}

/** When the row was written; a date that cannot be read says nothing, and the access is there all the same. */
function grantedAt(row: RawRow): Pick<GrantRow, 'grantedAt'> {
  const at = readVendorInstant(textIn(row, 'sys_created_on') ?? '')
  return at.ok ? { grantedAt: at.value } : {}
}

function hidden(
  record: { readonly table: string; readonly row: RawRow },
  field: string,
  sysId: string,
): Reading<never> {
  const fault: Fault = recordFault(record, field, {
    code: 'reference-unresolved',
    message: `record ${quote(sysId)} cannot be seen, so that nobody knows its name`,
    help: 'let the integration user read sys_user_group and sys_user_role',
  })
  return { ok: false, faults: [fault] }
}

function accepted(grant: GrantRow, user: RawRow): Reading<GrantRow> {
  const reading = readGrant(grant, { zone: 'UTC' })
  if (reading.ok) return good(grant)
  const faults = reading.faults.map(({ field, ...fault }) =>
    recordFault({ table: 'sys_user', row: user }, field, fault),
  )
  return { ok: false, faults }
}

/** Instances without Role Management V2 keep a row for each way on which a role is inherited; one of each is enough. */
function unique(grants: readonly Reading<GrantRow>[]): Meaning<GrantRow> {
  const rows = new Map<string, GrantRow>()
  const faults: Fault[] = []
  for (const grant of grants) {
    if (!grant.ok) {
      faults.push(...grant.faults)
      continue
    }
    const { entitlement, via, grantedAt: at } = grant.value
    const key = JSON.stringify([entitlement, via ?? null])
    const known = rows.get(key)
    if (known === undefined || (at !== undefined && at < (known.grantedAt ?? '~'))) rows.set(key, grant.value)
  }
  return { rows: [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row), faults }
}
