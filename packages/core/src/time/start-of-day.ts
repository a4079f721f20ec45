import type { Instant } from './instant.ts'

const dayMs = 86_400_000
const mostRemembered = 10_000

/** One zone's clock, and the starts of days already worked out on it. */
interface ZoneClock {
  readonly format: Intl.DateTimeFormat
  readonly starts: Map<number, Instant>
}

// Building a formatter and asking it takes tens of microseconds, which a file with a million bare dates would pay
// on every line. This memory changes no result and is bounded, so it is the one thing kept between calls.
const clocks = new Map<string, ZoneClock>()

/**
 * Gives the instant at which a calendar day begins on the clocks of `zone`; `utcMidnight` names the day by its
 * midnight in UTC. Where clocks skip midnight, the day begins when they have moved on; where they show midnight
 * twice, at the first. Throws a `RangeError` for a zone this runtime does not know.
 */
export function startOfDay(utcMidnight: number, zone: string): Instant {
  if (zone === 'UTC') return utcMidnight
  const clock = clockOf(zone)
  const known = clock.starts.get(utcMidnight)
  if (known !== undefined) return known
  const start = findStart(utcMidnight, clock.format)
  if (clock.starts.size >= mostRemembered) clock.starts.clear()
  clock.starts.set(utcMidnight, start)
  return start
}

/** How far the clocks of `zone` are ahead of UTC at an instant, in milliseconds. */
export function offsetIn(zone: string, instant: Instant): number {
  return zone === 'UTC' ? 0 : offsetAt(instant, clockOf(zone).format)
}

function clockOf(zone: string): ZoneClock {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const clock = { format: formatIn(zone), starts: new Map<number, Instant>() }
  clocks.set(zone, clock)
  return clock
}

/** Midnight read with the offset in force a day earlier or a day later: clocks that change do so in between. */
function findStart(utcMidnight: number, format: Intl.DateTimeFormat): Instant {
  const asBefore = utcMidnight - offsetAt(utcMidnight - dayMs, format)
  const asAfter = utcMidnight - offsetAt(utcMidnight + dayMs, format)
  const [earlier, later] = asBefore < asAfter ? [asBefore, asAfter] : [asAfter, asBefore]
  return earlier + offsetAt(earlier, format) === utcMidnight ? earlier : later
}

function formatIn(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: Instant, format: Intl.DateTimeFormat): number {
  const shown = new Map(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]))
  const at = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0
  const clock = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'))
  return clock - Math.floor(instant / 1000) * 1000
}
