import { lineEvidence, ticketEvidence } from '../finding/evidence.ts'
import type { Claim } from '../finding/finding.ts'
import { toClaim } from '../finding/to-claim.ts'
import { isDirect } from '../model/grant.ts'
import { isActiveAt, type Person } from '../model/person.ts'
import type { RequestLine } from '../model/request.ts'
import { hasActiveSponsor } from '../people/has-active-sponsor.ts'
import type { Instant } from '../time/instant.ts'
import { lastDayBefore } from '../time/last-day.ts'
import type { Cell } from './cell.ts'
import { mergeGrants } from './merge-grants.ts'
import type { Night } from './night.ts'
import { earliestSighting } from './observe.ts'
import { overdueApprovals } from './overdue-approvals.ts'
import { rotationClaims } from './rotation-claims.ts'
import type { AccountNight, SeenGrant } from './subject.ts'

/** What is wrong with a principal whatever the situation of each entitlement is. */
export function independentClaims(
  principal: string,
  cells: readonly Cell[],
  accounts: readonly AccountNight[],
  night: Night,
): readonly Claim[] {
  return [
    ...personClaims(principal, accounts, night),
    ...duplicateAccounts(principal, accounts, night),
    ...rotationClaims(principal, cells, accounts, night),
    ...cells.flatMap((cell) => duplicateRequests(cell, night)),
    ...cells.flatMap((cell) => overdueApprovals(cell, night)),
  ]
}

function personClaims(principal: string, accounts: readonly AccountNight[], night: Night): readonly Claim[] {
  const person = night.directory.person(principal)
  if (person === undefined) return []
  if (!isActiveAt(person, night.at)) return accounts.flatMap((account) => leaverClaims(person, account, night))
  const isAnsweredFor = person.kind === 'human' || hasActiveSponsor(person, night.directory, night.at)
  return isAnsweredFor ? [] : [sponsorless(person, night)]
}

function leaverClaims(person: Person, { account, system, grants }: AccountNight, night: Night): readonly Claim[] {
  // Somebody who has not begun yet is not there either, whenever they are to leave.
  const leftAt = person.endedAt !== undefined && person.endedAt <= night.at ? person.endedAt : undefined
  return [...directGrants(grants, system, night)].flatMap(([entitlement, lines]) => {
    const entry = night.entitlements.find(entitlement)
    const merged = mergeGrants(lines, entry?.levels ?? [])
    if (merged === undefined) return []
    const { facts, line } = merged
    return toClaim({
      kind: 'leaver-still-active',
      telling: {
        principal: person.principal,
        account,
        entitlement,
        system,
        ...(facts.level !== undefined && { level: facts.level }),
        tickets: [],
        since: leftAt ?? night.at,
        ...(leftAt !== undefined && { lastDay: lastDayBefore(leftAt, night.policy.zone) }),
      },
      evidence: [lineEvidence(system, line.place, night.at), { type: 'person', principal: person.principal }],
      facts,
      entry,
    })
  })
}

/** The direct grants among some, by what the catalogue calls them, else by the system's own name. */
function directGrants(
  grants: readonly SeenGrant[],
  system: string,
  night: Night,
): ReadonlyMap<string, readonly SeenGrant[]> {
  const direct = new Map<string, SeenGrant[]>()
  for (const grant of grants) {
    if (!isDirect(grant)) continue
    const id = night.entitlements.idOf(system, grant.entitlement) ?? grant.entitlement
    const same = direct.get(id)
    if (same) same.push(grant)
    else direct.set(id, [grant])
  }
  return direct
}

function sponsorless(person: Person, night: Night): Claim {
  const { principal, kind, sponsor, startedAt } = person
  return toClaim({
    kind: 'sponsorless-principal',
    telling: {
      principal,
      principalKind: kind,
      ...(sponsor !== undefined && { sponsor }),
      tickets: [],
      since: sponsorLeftAt(person, night) ?? startedAt ?? night.at,
    },
    evidence: [{ type: 'person', principal }],
  })
}

/** When the sponsor left who answered for it until then. */
function sponsorLeftAt({ sponsor }: Person, { directory, at }: Night): Instant | undefined {
  const known = sponsor === undefined ? undefined : directory.resolve(sponsor)
  const endedAt = known === undefined ? undefined : directory.person(known)?.endedAt
  return endedAt !== undefined && endedAt <= at ? endedAt : undefined
}

/** One claim for each account beyond the first, by name, through which a principal holds anything on a system. */
function duplicateAccounts(principal: string, accounts: readonly AccountNight[], night: Night): readonly Claim[] {
  if (accounts.length < 2) return []
  const holding = accounts.filter(({ grants }) => grants.length > 0).sort((a, b) => compare(a.account, b.account))
  const first = new Map<string, AccountNight>()
  const claims: Claim[] = []
  for (const account of holding) {
    const counterpart = first.get(account.system)
    if (counterpart === undefined) first.set(account.system, account)
    else claims.push(duplicateAccount(principal, account, counterpart, night))
  }
  return claims
}

function duplicateAccount(principal: string, account: AccountNight, other: AccountNight, night: Night): Claim {
  const { system } = account
  return toClaim({
    kind: 'duplicate-account',
    telling: {
      principal,
      account: account.account,
      system,
      counterpart: other.account,
      tickets: [],
      since: earliestSighting(account.sightings, night.at),
    },
    evidence: [account, other].flatMap(({ grants }) =>
      grants.slice(0, 1).map(({ place }) => lineEvidence(system, place, night.at)),
    ),
  })
}

/** One claim for each open ticket that asks for what an older open one already asks for. */
function duplicateRequests(cell: Cell, night: Night): readonly Claim[] {
  const [first, ...others] = cell.lines
    .map(({ line }) => line)
    .filter((line) => line.state === 'open' && line.kind === 'provision')
    .sort((a, b) => a.openedAt - b.openedAt || compare(a.number, b.number))
  if (first === undefined) return []
  return others.filter((line) => line.number !== first.number).map((line) => duplicateRequest(cell, line, first, night))
}

function duplicateRequest(cell: Cell, line: RequestLine, first: RequestLine, night: Night): Claim {
  const [system] = cell.systems
  return toClaim({
    kind: 'duplicate-request',
    telling: {
      principal: cell.principal,
      entitlement: cell.entitlement,
      ...(system !== undefined && { system }),
      counterpart: first.number,
      tickets: [first.number, line.number],
      since: line.openedAt,
    },
    ticket: line.number,
    evidence: [ticketEvidence(first), ticketEvidence(line)],
    entry: night.entitlements.find(cell.entitlement),
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
