import { bad, good, quote, type Reading } from '../fault.ts'

/** A length of time in whole milliseconds. */
export type Duration = number

const pattern = /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/
const unitMs = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000]

/**
 * Reads an ISO 8601 duration in weeks, days, hours, minutes and seconds. Months and years are refused:
 * their length depends on where they start, and a limit should not.
 */
export function parseDuration(text: string): Reading<Duration> {
  const match = pattern.exec(text)
  const amounts = match?.slice(1) ?? []
  if (!match || amounts.every((amount) => amount === undefined) || text.endsWith('T')) {
    return bad({
      code: 'duration-malformed',
      message: `${quote(text)} is not a duration in weeks, days, hours, minutes or seconds`,
      help: 'write it like P90D or PT24H; months and years have no fixed length',
    })
  }
  return good(amounts.reduce((sum, amount, unit) => sum + Number(amount ?? 0) * (unitMs[unit] ?? 0), 0))
}

/** Says a length of time as a person would: its one or two largest units. */
export function sayDuration(duration: Duration): string {
  const days = Math.floor(duration / 86_400_000)
  const hours = Math.floor((duration % 86_400_000) / 3_600_000)
  const minutes = Math.floor((duration % 3_600_000) / 60_000)
  if (days >= 10 || (days > 0 && hours === 0)) return plural(days, 'day')
  if (days > 0) return `${plural(days, 'day')} ${plural(hours, 'hour')}`
  if (hours > 0)
    return minutes === 0 || hours >= 10
      ? plural(hours, 'hour')
      : `${plural(hours, 'hour')} ${plural(minutes, 'minute')}`
  return plural(minutes, 'minute')
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
