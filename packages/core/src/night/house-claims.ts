import { lineEvidence } from '../finding/evidence.ts'
import type { Claim } from '../finding/finding.ts'
import { toClaim } from '../finding/to-claim.ts'
import type { PolicyException } from '../model/exception.ts'
import type { SnapshotPlace } from '../model/grant.ts'
import type { Entitlement } from '../policy/catalogue.ts'
import type { Instant } from '../time/instant.ts'
import { lastDayBefore } from '../time/last-day.ts'
import type { Night } from './night.ts'

/** A system's own name that the catalogue lacks, as tonight's snapshot showed it. */
export interface UncataloguedName {
  readonly system: string
  readonly native: string
  readonly grants: number
  readonly first: SnapshotPlace
}

/** Claims one `ownerless-entitlement` for each catalogued entitlement that no active principal owns. */
export function ownerlessClaims(night: Night): readonly Claim[] {
  const ownerless = [...night.entitlements.all()].filter((entry) => !hasActiveOwner(entry, night))
  return ownerless.map((entry) => {
    const { id, owners } = entry
    const [system] = night.entitlements.systemsOf(id)
    return toClaim({
      kind: 'ownerless-entitlement',
      telling: {
        entitlement: id,
        ...(system !== undefined && { system }),
        tickets: [],
        since: night.at,
        reason: whyOwnerless(owners),
      },
      evidence: [{ type: 'entitlement', entitlement: id }],
      entry,
    })
  })
}

function hasActiveOwner({ owners }: Entitlement, night: Night): boolean {
  return owners.some((owner) => {
    const principal = night.directory.resolve(owner)
    return principal !== undefined && night.directory.isActive(principal, night.at)
  })
}

function whyOwnerless(owners: readonly string[]): string {
  if (owners.length === 0) return 'the catalogue names none'
  return `${owners.join(', ')} ${owners.length === 1 ? 'is' : 'are'} not active`
}

/** Claims one `uncatalogued-entitlement` for each name that the catalogue lacks. */
export function uncataloguedClaims(names: Iterable<UncataloguedName>, night: Night): readonly Claim[] {
  return [...names].map(({ system, native, grants, first }) =>
    toClaim({
      kind: 'uncatalogued-entitlement',
      telling: { entitlement: native, system, tickets: [], since: night.at, count: grants },
      evidence: [lineEvidence(system, first, night.at)],
    }),
  )
}

/** Claims one `exception-expired` for each ended exception that findings still rely on. */
export function expiredExceptionClaims(
  reliedOn: ReadonlyMap<string, number>,
  find: (id: string) => PolicyException | undefined,
  zone: string,
): readonly Claim[] {
  return [...reliedOn].flatMap(([id, count]) => {
    const exception = find(id)
    if (exception === undefined) return []
    return toClaim({
      kind: 'exception-expired',
      telling: {
        principal: exception.owner,
        counterpart: id,
        tickets: [],
        since: exception.until,
        lastDay: lastDayBefore(exception.until, zone),
        count,
      },
      evidence: [{ type: 'exception', exception: id }],
    })
  })
}

/** Claims one `source-incomplete` for each source that could not be read to its end. */
export function incompleteClaims(
  sources: readonly {
    readonly name: string
    readonly system?: string
    readonly complete: boolean
    readonly reason?: string
  }[],
  at: Instant,
): readonly Claim[] {
  return sources
    .filter(({ complete }) => !complete)
    .map(({ name, reason }) =>
      toClaim({
        kind: 'source-incomplete',
        telling: { counterpart: name, tickets: [], since: at, ...(reason !== undefined && { reason }) },
        evidence: [{ type: 'source', source: name, at }],
      }),
    )
}
