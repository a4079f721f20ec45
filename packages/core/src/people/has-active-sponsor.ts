import type { Person } from '../model/person.ts'
import type { Instant } from '../time/instant.ts'
import type { Directory } from './directory.ts'
import { namesActiveHuman } from './names-active-human.ts'

/** Says whether an active human answers for a service or an agent at an instant. */
export function hasActiveSponsor({ sponsor }: Person, people: Directory, at: Instant): boolean {
  return namesActiveHuman(sponsor, people, at)
}
