import { type Choices, choicesFrom } from '../worlds/prng.ts'
import type { AccessEvent } from './access-history.ts'

const hour = 3_600_000
const day = 24 * hour
const start = Date.parse('2021-01-01T00:00:00Z')

/** A night on the first of each month, like those of a real history. */
export const generatedNights: readonly string[] = Array.from({ length: 20 }, (_, month) =>
  instant(Date.UTC(2021, 3 + month, 1)),
)

const end = start + 24 * 31 * day

/**
 * Makes up a history of about `pairs` entitlements held, the same for the same seed. It has what real ones have: access
 * given and taken without a ticket, tickets whose access never came, tickets for what is held already, and tickets that
 * are still open on the first of a month.
 */
export function generateHistory(seed: number, pairs: number): readonly AccessEvent[] {
  const choices = choicesFrom(seed)
  const events = Array.from({ length: pairs }, (_, index) => eventsOfPair(choices, index)).flat()
  return events.sort((a, b) => (a.at < b.at ? -1 : 1))
}

function eventsOfPair(choices: Choices, index: number): readonly AccessEvent[] {
  const pair = { principal: `p${index % 60}`, entitlement: `e${Math.floor(index / 60)}` }
  const events: AccessEvent[] = []
  let isHeld = false
  let isTicketed = false
  for (let at = start + gap(choices); at < end; at += gap(choices)) {
    const withTicket = choices.chance(0.7)
    // A ticket that is open at night while its pair is held without one is another finding: not what a replay is about.
    const latency = withTicket && (!isHeld || isTicketed) ? choices.below(6 * 24) : 0
    const type: string = isHeld && choices.chance(0.8) ? 'revoke' : 'grant'
    const tickets = withTicket ? [`REQ${choices.below(400)}`] : []
    events.push({ ...pair, at: instant(at), submitted: instant(at - latency * hour), type, tickets })
    isHeld = type === 'grant'
    if (withTicket) isTicketed = isHeld
    // Some access is gone again within hours, before any night has seen it, and no ticket says so.
    if (isHeld && choices.chance(0.15)) {
      events.push({ ...pair, at: instant(at + hour), submitted: instant(at), type: 'revoke', tickets: [] })
      isHeld = false
    }
  }
  return events
}

/** Between events of one pair lies more time than any ticket takes. */
function gap(choices: Choices): number {
  return 8 * day + choices.below(240 * 24 * 60) * 60_000
}

function instant(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
