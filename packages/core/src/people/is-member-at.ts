import type { Membership } from '../model/person.ts'
import type { Instant } from '../time/instant.ts'

/** Says whether somebody with these memberships is in a role or group at an instant. */
export function isMemberAt(
  memberships: readonly Membership[] | undefined,
  id: string | undefined,
  at: Instant,
): boolean {
  return (memberships ?? []).some(
    (membership) =>
      membership.id === id &&
      (membership.from === undefined || membership.from <= at) &&
      (membership.until === undefined || at < membership.until),
  )
}
