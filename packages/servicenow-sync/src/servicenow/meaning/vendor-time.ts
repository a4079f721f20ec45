import { bad, formatInstant, good, parseEnd, parseInstant, quote, type Reading } from '@ticketbound/core'

const dateTime = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/
const dateOnly = /^\d{4}-\d\d-\d\d$/

/** Reads a date-time as the Table API writes it with display values off, `YYYY-MM-DD HH:MM:SS` in UTC, as RFC 3339. */
export function readVendorInstant(text: string): Reading<string> {
  const [, day, clock] = dateTime.exec(text) ?? []
  const written = `${day}T${clock}Z`
  return day !== undefined && parseInstant(written).ok ? good(written) : malformed(text)
}

/**
 * Reads an end: a date-time as above, one in RFC 3339, or a bare date. A bare date stays one, to end in the policy's
 * zone, unless `zone` says where it ends.
 */
export function readVendorEnd(text: string, zone?: string): Reading<string> {
  if (dateOnly.test(text)) {
    const end = parseEnd(text, zone ?? 'UTC')
    if (!end.ok) return malformed(text)
    return good(zone === undefined ? text : formatInstant(end.value))
  }
  return parseInstant(text).ok ? good(text) : readVendorInstant(text)
}

function malformed(text: string): Reading<never> {
  return bad({
    code: 'date-malformed',
    message: `${quote(text)} is no date that the Table API would write`,
    help: 'use a variable or a column of a date type, or list its texts under `values`; display values are never read',
  })
}
