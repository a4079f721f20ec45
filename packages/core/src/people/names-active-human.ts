import type { Instant } from '../time/instant.ts'
import type { Directory } from './directory.ts'

/** Says whether a name stands for exactly one principal, who is a human and active at an instant. */
export function namesActiveHuman(name: string | undefined, people: Directory, at: Instant): boolean {
  const principal = name === undefined ? undefined : people.resolve(name)
  return principal !== undefined && people.isActiveHuman(principal, at)
}
