import { readPerson } from '@ticketbound/core'
import type { ServiceNowMap } from '../map/servicenow-map.ts'
import { isSet, type RawRow, textIn } from '../raw-row.ts'
import type { DelegationRow, Meaning, MembershipRow, PersonRow } from './exchange-rows.ts'
import { kindOfUser } from './kind-of-user.ts'
import { latestRows } from './latest-rows.ts'
import type { Names } from './names.ts'
import { principalOf } from './principal-of.ts'
import { recordFault } from './record-fault.ts'
import { holdsRole } from './role-book.ts'
import type { UserFacts } from './user-facts.ts'
import { readVendorInstant } from './vendor-time.ts'

/** The system that users of the instance have their accounts on, unless the configuration calls it otherwise. */
export const vendorSystem = 'servicenow'

/**
 * Tells which principal a user is. The row that it gives is one that core takes; else there is a fault that names the user.
 * Locked out is not ended: the account is there, its access is, and whoever tried a wrong password too often comes back.
 * Never throws for what a user's records hold.
 */
export function toPersonRows(
  facts: UserFacts,
  { people }: ServiceNowMap,
  names: Names,
  system: string = vendorSystem,
): Meaning<PersonRow> {
  const { user } = facts
  const kind = kindOfUser(user, people)
  const sponsor = kind === 'human' ? undefined : userIn(user, people.sponsor, names)
  const manager = userIn(user, 'manager', names)
  const account = textIn(user, 'user_name')?.trim()
  const row: PersonRow = {
    principal: principalOf(user, people),
    kind,
    active: isSet(user, 'active'),
    ...(sponsor !== undefined && { sponsor }),
    ...(manager !== undefined && { manager }),
    roles: memberships(facts.roles.filter(holdsRole), (one) => names.role(textIn(one, 'role') ?? '')),
    groups: memberships(facts.memberships, (one) => names.group(textIn(one, 'group') ?? '')),
    delegates: delegations(facts.delegates ?? [], names),
    ids: idsOf(user),
    accounts: account ? [{ system, account }] : [],
  }
  const reading = readPerson(row, { zone: 'UTC' })
  if (reading.ok) return { rows: [row], faults: [] }
  const faults = reading.faults.map(({ field, ...fault }) =>
    recordFault({ table: 'sys_user', row: user }, field, fault),
  )
  return { rows: [], faults }
}

/** A user whom nobody can see stands for nobody: without a manager, no manager can have approved. */
function userIn(user: RawRow, field: string, names: Names): string | undefined {
  const sysId = textIn(user, field)
  return sysId === undefined ? undefined : (names.user(sysId) ?? names.login(sysId))
}

/**
 * What a user is in, each once, from the earliest row on. A row is written when the membership begins, so that somebody
 * who joined later did not approve as a member. What cannot be named or dated is left out: it would be taken to have held
 * always.
 */
function memberships(rows: readonly RawRow[], nameOf: (row: RawRow) => string | undefined): readonly MembershipRow[] {
  const since = new Map<string, string>()
  for (const row of rows) {
    const [id, from] = [nameOf(row), readVendorInstant(textIn(row, 'sys_created_on') ?? '')]
    if (id === undefined || !from.ok) continue
    const known = since.get(id)
    if (known === undefined || from.value < known) since.set(id, from.value)
  }
  return [...since].sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, from]) => ({ id, from }))
}

/**
 * Who may approve in a user's place. A delegation that was entered after it began holds from when it was entered, for
 * nobody could have known of it before; one without readable dates does not hold.
 */
function delegations(rows: readonly RawRow[], names: Names): readonly DelegationRow[] {
  const found: DelegationRow[] = []
  for (const row of latestRows(rows).values()) {
    const to = names.user(textIn(row, 'delegate') ?? '')
    const starts = readVendorInstant(textIn(row, 'starts') ?? '')
    const entered = readVendorInstant(textIn(row, 'sys_created_on') ?? '')
    const until = readVendorInstant(textIn(row, 'ends') ?? '')
    if (!isSet(row, 'approvals') || to === undefined || !starts.ok || !entered.ok || !until.ok) continue
    const from = (entered.value > starts.value ? entered : starts).value
    if (from < until.value) found.push({ to, from, until: until.value })
  }
  return found.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}

function idsOf(user: RawRow): Readonly<Record<string, string>> {
  const [mail, employeeNumber] = [textIn(user, 'email')?.trim(), textIn(user, 'employee_number')?.trim()]
  return { ...(mail && { mail }), ...(employeeNumber && { employeeNumber }) }
}
