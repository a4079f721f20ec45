import type { Night, ScopeNight } from '../night/night.ts'
import { everyNameItself } from '../people/directory.ts'
import { bookFromFiles } from '../policy/entitlement-book.ts'
import { defaultPolicy } from '../policy/policy.ts'
import { day } from './day.ts'

/** The complete snapshot of `prod` on day 20; the first was on day 1, and the one before on day 19. */
export function aScope(given: Partial<ScopeNight> = {}): ScopeNight {
  return {
    system: 'prod',
    source: 'prod-export',
    at: day(20),
    read: true,
    complete: true,
    previousAt: day(19),
    previousCompleteAt: day(19),
    firstCompleteAt: day(1),
    ...given,
  }
}

/** The night of day 20 without a catalogue and without people, where `prod` was read completely, unless told otherwise. */
export function aNight(
  given: Partial<Omit<Night, 'scopes'>> & { readonly scopes?: readonly ScopeNight[] } = {},
): Night {
  const { scopes = [aScope({ at: given.at ?? day(20) })], ...rest } = given
  return {
    at: day(20),
    policy: defaultPolicy,
    policyDigest: 'p',
    entitlements: bookFromFiles(['prod'], new Map()),
    directory: everyNameItself,
    scopes: new Map(scopes.map((scope) => [scope.system, scope])),
    ticketsComplete: true,
    peopleComplete: true,
    candidates: new Set(),
    ...rest,
  }
}
