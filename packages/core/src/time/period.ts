import { bad, good, quote, type Reading } from '../fault.ts'
import { parseDuration } from './duration.ts'
import { type Instant, parseInstant } from './instant.ts'
import { startOfDay } from './start-of-day.ts'

/** A stretch of time: `from` belongs to it, `until` does not. */
export interface Period {
  readonly from: Instant
  readonly until: Instant
}

const month = /^(\d{4})-(\d\d)$/
const quarter = /^(\d{4})-Q([1-4])$/
const year = /^(\d{4})$/
const day = /^(\d{4})-(\d\d)-(\d\d)$/
const firstYear = 1970

/**
 * Reads a period: a year (`2026`), a quarter (`2026-Q1`), a month (`2026-03`), a day, two of these days or instants with
 * a slash between (the second is where it ends, and no part of it), or, where `now` is given, a length such as `P30D`,
 * which ends then. Days begin in `zone`, an IANA zone name that `isZone` accepts.
 */
export function parsePeriod(text: string, zone: string, now?: Instant): Reading<Period> {
  const [first = '', second, ...more] = text.split('/')
  if (more.length > 0) return bad(malformed(text))
  const period = second === undefined ? calendarPeriod(text, zone, now) : between(first, second, zone)
  if (period === undefined) return bad(malformed(text))
  if (period.from >= period.until) return bad(empty(text))
  return good(period)
}

function calendarPeriod(text: string, zone: string, now: Instant | undefined): Period | undefined {
  if (text.startsWith('P')) {
    const length = parseDuration(text)
    return length.ok && now !== undefined ? { from: now - length.value, until: now } : undefined
  }
  const inYear = year.exec(text)
  if (inYear) return months(Number(inYear[1]), 0, 12, zone)
  const inQuarter = quarter.exec(text)
  if (inQuarter) return months(Number(inQuarter[1]), (Number(inQuarter[2]) - 1) * 3, 3, zone)
  const inMonth = month.exec(text)
  if (inMonth) return months(Number(inMonth[1]), Number(inMonth[2]) - 1, 1, zone)
  const from = startOf(text, zone, 0)
  const until = startOf(text, zone, 1)
  return from === undefined || until === undefined ? undefined : { from, until }
}

function months(inYear: number, first: number, count: number, zone: string): Period | undefined {
  if (inYear < firstYear || first < 0 || first > 11) return undefined
  return {
    from: startOfDay(Date.UTC(inYear, first, 1), zone),
    until: startOfDay(Date.UTC(inYear, first + count, 1), zone),
  }
}

function between(first: string, second: string, zone: string): Period | undefined {
  const from = moment(first, zone)
  const until = moment(second, zone)
  return from === undefined || until === undefined ? undefined : { from, until }
}

function moment(text: string, zone: string): Instant | undefined {
  const start = startOf(text, zone, 0)
  if (start !== undefined) return start
  const instant = parseInstant(text)
  return instant.ok ? instant.value : undefined
}

/** The start of a day, or of one so many days later; `undefined` for what is no day. */
function startOf(text: string, zone: string, later: number): Instant | undefined {
  const match = day.exec(text)
  if (!match) return undefined
  const [inYear, inMonth, ofMonth] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const midnight = Date.UTC(inYear, inMonth - 1, ofMonth)
  const isReal = inYear >= firstYear && new Date(midnight).toISOString().startsWith(text)
  return isReal ? startOfDay(Date.UTC(inYear, inMonth - 1, ofMonth + later), zone) : undefined
}

function malformed(text: string) {
  return {
    code: 'period-malformed',
    message: `${quote(text)} is not a period`,
    help: 'write it like 2026-03, 2026-Q1, 2026, 2026-03-01/2026-04-01 or, as an option, P30D',
  }
}

function empty(text: string) {
  return {
    code: 'period-empty',
    message: `${quote(text)} ends where it begins, or before`,
    help: 'put the earlier day first; the second is where the period ends, and no part of it',
  }
}
