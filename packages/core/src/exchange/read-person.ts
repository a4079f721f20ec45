import { bad, good, type Reading } from '../fault.ts'
import type { AccountName, Delegation, Membership, Person } from '../model/person.ts'
import type { Draft } from './draft.ts'
import { given } from './given.ts'
import {
  accountFields,
  delegationFields,
  membershipFields,
  PersonRow,
  personFields,
  principalKinds,
} from './person-shape.ts'
import { RowTaker } from './row-taker.ts'
import { shapeFaults, withoutPaths } from './shape-faults.ts'

/**
 * Reads one row of `people.ndjson`, or of a CSV file with the same columns, or tells every fault it has. Without
 * `accounts` there are none. `zone` is the IANA zone in which bare dates end; `null` for an optional field is the
 * same as leaving it out.
 */
export function readPerson(row: unknown, { zone }: { readonly zone: string }): Reading<Person> {
  const taker = new RowTaker(zone)
  const person = takePerson(taker, row)
  return taker.failed ? bad(...withoutPaths(shapeFaults(PersonRow, row))) : good(person)
}

function takePerson(taker: RowTaker, input: unknown): Person {
  const row = taker.row(input, personFields)
  const person: Draft<Person> = {
    principal: taker.id(row.principal),
    kind: taker.one(row.kind, principalKinds, 'human'),
    active: taker.flag(row.active),
    accounts: given(row.accounts) ? taker.list(row.accounts, takeAccount) : [],
  }
  if (given(row.startedAt)) person.startedAt = taker.instant(row.startedAt)
  if (given(row.endedAt)) person.endedAt = taker.end(row.endedAt)
  if (given(row.sponsor)) person.sponsor = taker.id(row.sponsor)
  if (given(row.manager)) person.manager = taker.id(row.manager)
  if (given(row.peers)) person.peers = taker.ids(row.peers)
  if (given(row.roles)) person.roles = taker.list(row.roles, takeMembership)
  if (given(row.groups)) person.groups = taker.list(row.groups, takeMembership)
  if (given(row.delegates)) person.delegates = taker.list(row.delegates, takeDelegation)
  if (given(row.ids)) person.ids = taker.namedIds(row.ids)
  return person
}

function takeAccount(taker: RowTaker, input: unknown): AccountName {
  const row = taker.row(input, accountFields)
  const account = taker.id(row.account)
  return given(row.system) ? { system: taker.id(row.system), account } : { account }
}

function takeMembership(taker: RowTaker, input: unknown): Membership {
  const row = taker.row(input, membershipFields)
  const membership: Draft<Membership> = { id: taker.id(row.id) }
  if (given(row.from)) membership.from = taker.instant(row.from)
  if (given(row.until)) membership.until = taker.end(row.until)
  return membership
}

function takeDelegation(taker: RowTaker, input: unknown): Delegation {
  const row = taker.row(input, delegationFields)
  const delegation: Draft<Delegation> = {
    to: taker.id(row.to),
    from: taker.instant(row.from),
    until: taker.end(row.until),
  }
  if (given(row.entitlements)) delegation.entitlements = taker.ids(row.entitlements)
  return delegation
}
