import type { AccessEvent } from './access-history.ts'

/** How many findings of each existence kind there are after one night. */
export type NaiveCounts = Readonly<
  Record<
    'access-without-ticket' | 'removed-without-ticket' | 'closed-not-provisioned' | 'absent-before-first-night',
    number
  >
>

/**
 * Counts the findings of a night the slow, obvious way: every pair by itself, from the whole history up to that night.
 * Shares nothing with the product, and keeps nothing from one night to the next.
 */
export function naiveCounts(history: readonly AccessEvent[], nights: readonly string[], night: string): NaiveCounts {
  const counts = {
    'access-without-ticket': 0,
    'removed-without-ticket': 0,
    'closed-not-provisioned': 0,
    'absent-before-first-night': 0,
  }
  for (const events of eventsByPair(history)) {
    const kind = kindOf(events, nights, night)
    if (kind !== undefined) counts[kind] += 1
  }
  return counts
}

function eventsByPair(history: readonly AccessEvent[]): readonly (readonly AccessEvent[])[] {
  return Object.values(Object.groupBy(history, ({ principal, entitlement }) => `${principal} ${entitlement}`)).map(
    (events) => events ?? [],
  )
}

function kindOf(
  events: readonly AccessEvent[],
  nights: readonly string[],
  night: string,
): keyof NaiveCounts | undefined {
  const held = isHeld(events, night)
  const since = authorisedSince(events, night)
  if (since === undefined) return held ? 'access-without-ticket' : undefined
  if (held) return undefined
  if (nights.some((other) => since <= other && other <= night && isHeld(events, other))) return 'removed-without-ticket'
  const [first = ''] = nights
  return since < first ? 'absent-before-first-night' : 'closed-not-provisioned'
}

function isHeld(events: readonly AccessEvent[], night: string): boolean {
  return events.filter(({ at }) => at <= night).at(-1)?.type === 'grant'
}

/** When the tickets closed by that night began to allow the pair; `undefined` where they do not. */
function authorisedSince(events: readonly AccessEvent[], night: string): string | undefined {
  const ticketed = events.filter(({ at, tickets }) => at <= night && tickets.length > 0)
  if (ticketed.at(-1)?.type !== 'grant') return undefined
  const lastRemoval = ticketed.findLastIndex(({ type }) => type === 'revoke')
  return ticketed[lastRemoval + 1]?.at
}
