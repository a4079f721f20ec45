import { bad, type Fault, good, quote, type Reading } from '../fault.ts'
import { startOfDay } from './start-of-day.ts'

/** A moment: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

const dateTime = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)?$/
const dateOnly = /^(\d{4})-(\d\d)-(\d\d)$/
const firstYear = 1970
const dayMs = 86_400_000
const yearTenThousand = Date.UTC(10_000, 0, 1)
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Reads an RFC 3339 date-time that names its zone. Fractions finer than a millisecond are cut off.
 * A date-time without a zone is a fault: the same text would be a different moment elsewhere.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export function parseInstant(text: string): Reading<Instant> {
  const plain = plainInstant(text)
  if (!Number.isNaN(plain)) return good(plain)
  const match = dateTime.exec(text)
  if (!match) return bad(notAnInstant(text))
  const [, year, month, day, hour, minute, second, fraction, zone] = match
  if (zone === undefined) return bad(withoutZone(text))
  if (Number(year) < firstYear) return bad(tooEarly(text))
  if (!isRealDay(Number(year), Number(month), Number(day))) return bad(noSuchDay(text))
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return bad(notAnInstant(text))
  const offset = offsetMinutes(zone)
  if (offset === undefined) return bad(notAnInstant(text))
  const ms = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'))
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms)
  return good(utc - offset * 60_000)
}

/**
 * Reads an end: an instant, or a bare date, which means the start of the next day in `zone` (an IANA zone name),
 * so that access that ends "on the 31st" is still held on the 31st. The zone must be one that `isZone` accepts.
 */
export function parseEnd(text: string, zone: string): Reading<Instant> {
  const match = text.length === 10 ? dateOnly.exec(text) : null
  if (!match) return parseInstant(text)
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < firstYear) return bad(tooEarly(text))
  if (!isRealDay(year, month, day)) return bad(noSuchDay(text))
  return good(startOfDay(Date.UTC(year, month - 1, day) + dayMs, zone))
}

/** Writes an instant as RFC 3339 in UTC, without a fraction where there is none. */
export function formatInstant(instant: Instant): string {
  if (instant >= 0 && instant < yearTenThousand && instant % 1000 === 0) return plainText(instant / 1000)
  const text = new Date(instant).toISOString()
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}

/**
 * Writes whole seconds within four-digit years some five times faster than a `Date`: every digest and every line of a
 * report asks for it. Years are counted from March, so that the day which some years have is their last.
 *
 * @see https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
function plainText(seconds: number): string {
  const days = Math.floor(seconds / 86_400)
  const clock = seconds - days * 86_400
  const sinceMarch0000 = days + 719_468
  const era = Math.floor(sinceMarch0000 / 146_097)
  const dayOfEra = sinceMarch0000 - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const month = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1
  const year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
  const date = `${year}-${twoPlaces(month >= 10 ? month - 9 : month + 3)}-${twoPlaces(day)}`
  return `${date}T${twoPlaces(Math.floor(clock / 3600))}:${twoPlaces(Math.floor(clock / 60) % 60)}:${twoPlaces(clock % 60)}Z`
}

function twoPlaces(number: number): string {
  return number < 10 ? `0${number}` : `${number}`
}

/** Says whether `zone` is a time zone this runtime knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/**
 * Reads the form that nearly every line has, exactly `YYYY-MM-DDTHH:MM:SSZ`, some five times faster than the pattern.
 * NaN for anything else, which the pattern then reads or explains.
 */
function plainInstant(text: string): number {
  if (text.length !== 20 || text.charCodeAt(19) !== 0x5a || text.charCodeAt(10) !== 0x54) return Number.NaN
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d) return Number.NaN
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a) return Number.NaN
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  if (!(year >= firstYear && hour <= 23 && minute <= 59 && second <= 59) || !isRealDay(year, month, day))
    return Number.NaN
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30
  const ones = text.charCodeAt(at + 1) - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (daysOfMonth[month - 1] ?? 0) + (leap ? 1 : 0)
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4, 6))
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function notAnInstant(text: string): Fault {
  return {
    code: 'instant-malformed',
    message: `${quote(text)} is not an RFC 3339 date-time`,
    help: 'write it like 2026-03-31T17:00:00Z: year-month-day, a T, the time of day, and Z or an offset',
  }
}

function withoutZone(text: string): Fault {
  return {
    code: 'instant-without-zone',
    message: `${quote(text)} names no time zone`,
    help: 'add Z or an offset such as +01:00',
  }
}

function tooEarly(text: string): Fault {
  return {
    code: 'day-too-early',
    message: `${quote(text)} is before ${firstYear}`,
    help: 'check the year; where nothing is known, leave the field out',
  }
}

function noSuchDay(text: string): Fault {
  return {
    code: 'day-not-real',
    message: `${quote(text)} names a day that does not exist`,
    help: 'check day and month; the order is year-month-day',
  }
}
