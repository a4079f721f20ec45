import type { Person } from '../model/person.ts'
import type { Instant } from '../time/instant.ts'
import type { Directory } from './directory.ts'

/** Says whether an active human answers for a service or an agent at an instant. */
export function hasActiveSponsor({ sponsor: name }: Person, people: Directory, at: Instant): boolean {
  const sponsor = name === undefined ? undefined : people.resolve(name)
  return sponsor !== undefined && people.isActiveHuman(sponsor, at)
}
