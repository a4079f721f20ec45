import type { Cell, Holding } from '../night/cell.ts'
import type { Expectation } from '../night/fold.ts'
import type { Night } from '../night/night.ts'
import type { Sighting } from '../night/observe.ts'
import type { Instant } from '../time/instant.ts'
import type { Sight } from './lifecycle-state.ts'

/** An access as far as it matters where it was seen. */
export interface SeenAccess extends Pick<Cell, 'expectation' | 'presence' | 'systems' | 'sightings'> {
  readonly holdings: readonly Pick<Holding, 'sighting'>[]
}

/** What the systems were last known to show of an access since what is expected of it began. */
export function sightOf(cell: SeenAccess, night: Pick<Night, 'scopes'>): Sight {
  const { expectation, presence, holdings } = cell
  const since = expectedSince(expectation)
  if (since === undefined) return 'unknown'
  if (presence === 'present') {
    return shownBy(
      holdings.map(({ sighting }) => sighting),
      since,
    )
  }
  return presence === 'absent' ? 'absent' : lastSight(cell, since, night)
}

/** Since when it is expected. A ticket that closed after its own end had promised nothing when that end came. */
function expectedSince(expectation: Expectation): Instant | undefined {
  if (expectation.state === 'none') return undefined
  const promised = expectation.state === 'expired' ? expectation.restsOn.map(({ closedAt }) => closedAt ?? never) : []
  return Math.max(expectation.since, ...promised)
}

/** Tonight nobody can tell, so an earlier night has the last word, where it was not too early. */
function lastSight({ sightings, systems }: SeenAccess, since: Instant, night: Pick<Night, 'scopes'>): Sight {
  if (systems.length === 0) return 'unknown'
  const scopes = systems.map((system) => night.scopes.get(system))
  const latest = Math.max(...scopes.map((scope) => scope?.previousAt ?? never))
  const lackedAt = Math.min(...scopes.map((scope) => scope?.previousCompleteAt ?? never))
  const seenAt = Math.max(never, ...sightings.map((sighting) => lastSeen(sighting, latest)))
  if (seenAt < since || seenAt < lackedAt) return lackedAt >= since && lackedAt > seenAt ? 'absent' : 'unknown'
  return shownBy(
    sightings.filter((sighting) => lastSeen(sighting, latest) === seenAt),
    since,
  )
}

const never = Number.NEGATIVE_INFINITY

/** What the latest snapshot holds was last seen then. */
function lastSeen({ lastSeenAt, firstSeenAt }: Sighting, latest: Instant): Instant {
  return lastSeenAt ?? Math.max(firstSeenAt, latest)
}

/** What is there is back where everything was read without it in the meantime, on every account that shows it. */
function shownBy(sightings: readonly Sighting[], since: Instant): Sight {
  const isBack = sightings.every(({ lackedAt }) => lackedAt !== undefined && lackedAt >= since)
  return isBack ? 'returned' : 'present'
}
