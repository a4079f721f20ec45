import type { Claim } from '../finding/finding.ts'
import { toClaim } from '../finding/to-claim.ts'
import { isActiveAt } from '../model/person.ts'
import type { Entitlement } from '../policy/catalogue.ts'
import type { Duration } from '../time/duration.ts'
import type { Instant } from '../time/instant.ts'
import { type Cell, type Holding, heldSince } from './cell.ts'
import { latestRotation } from './merge-grants.ts'
import type { Night } from './night.ts'
import type { AccountNight } from './subject.ts'

/**
 * Claims one `rotation-overdue` for each account of an active service or agent whose credential was not renewed in
 * time. Of the accesses that ask for it, the claim names the one that asks most often.
 */
export function rotationClaims(
  principal: string,
  cells: readonly Cell[],
  accounts: readonly AccountNight[],
  night: Night,
): readonly Claim[] {
  const person = night.directory.person(principal)
  if (person === undefined || person.kind === 'human' || !isActiveAt(person, night.at)) return []
  const asking = cells.flatMap((cell) => asks(cell, night))
  if (asking.length === 0) return []
  return accounts.flatMap((account) => {
    const [first] = overdueOn(account, asking, night).sort(byInterval)
    return first === undefined ? [] : [overdue(principal, first)]
  })
}

/** One access of an account that asks for the credential to be renewed. */
interface Asking {
  readonly entry: Entitlement
  readonly interval: Duration
  readonly holding: Holding
}

/** The same, and since when it is too late. */
interface Overdue extends Asking {
  readonly renewedAt?: Instant
  readonly since: Instant
}

function asks(cell: Cell, night: Night): readonly Asking[] {
  const entry = night.entitlements.find(cell.entitlement)
  if (entry?.rotate === undefined) return []
  const interval = entry.rotate
  return cell.holdings.map((holding) => ({ entry, interval, holding }))
}

/** Where the system tells of no renewal, none is known since the access was given, as far as anybody can tell. */
function overdueOn({ system, account, grants }: AccountNight, asking: readonly Asking[], night: Night): Overdue[] {
  const renewedAt = latestRotation(grants)
  const late: Overdue[] = []
  for (const { entry, interval, holding } of asking) {
    if (holding.system !== system || holding.account !== account) continue
    const since = (renewedAt ?? heldSince(holding)) + interval
    if (night.at < since + night.policy.grace.rotation) continue
    late.push({ entry, interval, holding, since, ...(renewedAt !== undefined && { renewedAt }) })
  }
  return late
}

function byInterval(a: Overdue, b: Overdue): number {
  return a.interval - b.interval || (a.entry.id < b.entry.id ? -1 : 1)
}

function overdue(principal: string, { entry, interval, holding, since, renewedAt }: Overdue): Claim {
  const { level } = holding.facts
  return toClaim({
    kind: 'rotation-overdue',
    telling: {
      principal,
      account: holding.account,
      entitlement: entry.id,
      system: holding.system,
      ...(level !== undefined && { level }),
      tickets: [],
      since,
      interval,
      ...(renewedAt !== undefined && { lastAt: renewedAt }),
    },
    evidence: [holding.evidence, { type: 'person', principal }],
    facts: holding.facts,
    entry,
  })
}
