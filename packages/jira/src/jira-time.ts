import { bad, formatInstant, good, type Instant, parseInstant, quote, type Reading } from '@ticketbound/core'

/** Jira writes offsets without the colon that RFC 3339 asks for: `2026-03-02T11:00:00.000+0000`. */
const jiraDateTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)([+-]\d\d)(\d\d)$/

/** Before this, in milliseconds, there was no Jira; what is smaller counts seconds. */
const leastMs = 100_000_000_000
const mostMs = 8_640_000_000_000_000

/** Reads an instant as Jira writes it: a date-time with an offset, or milliseconds (in places seconds) since 1970. */
export function readJiraInstant(value: unknown): Reading<Instant> {
  if (typeof value === 'number') return fromEpoch(value)
  if (typeof value !== 'string') return notAnInstant(value)
  if (value.length > 40) return notAnInstant(value)
  const [, clock, hours, minutes] = jiraDateTime.exec(value) ?? []
  const instant = parseInstant(clock === undefined ? value : `${clock}${hours}:${minutes}`)
  return instant.ok ? instant : notAnInstant(value)
}

/** Reads an instant as Jira writes it, as RFC 3339. */
export function readJiraInstantText(value: unknown): Reading<string> {
  const instant = readJiraInstant(value)
  return instant.ok ? good(formatInstant(instant.value)) : instant
}

function fromEpoch(value: number): Reading<Instant> {
  const ms = Math.abs(value) < leastMs ? value * 1000 : value
  if (!(ms >= 0 && ms <= mostMs)) return notAnInstant(value)
  return good(Math.floor(ms))
}

function notAnInstant(value: unknown): Reading<never> {
  return bad({
    code: 'instant-malformed',
    message: `${typeof value === 'string' || typeof value === 'number' ? quote(String(value)) : 'this'} is no date-time that Jira would write`,
    help: 'use a field of the type date or date-time',
  })
}
