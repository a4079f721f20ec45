import type { Sighting } from '../night/observe.ts'
import type { AccountNight, SeenGrant } from '../night/subject.ts'
import { day } from './day.ts'

/** Line 1 of tonight's export of `prod`: alice's account holds `deploy` itself, unless told otherwise. */
export function aGrant(given: Partial<SeenGrant> = {}): SeenGrant {
  return {
    account: 'alice',
    entitlement: 'deploy',
    place: { source: 'prod-export', file: 'access.ndjson', line: 1 },
    ...given,
  }
}

/** `deploy` is remembered since day 12 and was in the latest snapshot without a level, unless told otherwise. */
export function aSighting(given: Partial<Sighting> = {}): Sighting {
  return { entitlement: 'deploy', firstSeenAt: day(12), levels: [], ...given }
}

/** Alice's account on `prod`, hers alone, unless told otherwise; what it holds was first seen on day 12. */
export function anAccount(given: Partial<AccountNight> = {}): AccountNight {
  const grants = given.grants ?? [aGrant()]
  const names = new Set(grants.map(({ entitlement }) => entitlement))
  return {
    system: 'prod',
    account: 'alice',
    binding: { to: 'principal', principal: 'alice' },
    grants,
    sightings: [...names].map((entitlement) => aSighting({ entitlement })),
    ...given,
  }
}
