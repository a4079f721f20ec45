/** A year: whoever asks for more is not waited for either, and dates end somewhere. */
const longest = 366 * 24 * 3_600_000

/**
 * Reads how many milliseconds a server asks to wait: seconds, or a date, which is held against the server's own clock
 * where it gives its time, else against ours. Undefined where it asks for nothing that can be read.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function readRetryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const asked = headers['retry-after']?.trim()
  if (asked === undefined || asked === '') return undefined
  if (/^\d+$/.test(asked)) return Math.min(Number(asked) * 1000, longest)
  const until = readHttpDate(asked)
  if (until === undefined) return undefined
  return Math.min(Math.max(until - (readHttpDate(headers.date) ?? now), 0), longest)
}

/** Of the three forms that may be met only the one that may be written. */
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

function readHttpDate(text: string | undefined): number | undefined {
  if (text === undefined || !httpDate.test(text)) return undefined
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? undefined : instant
}
