import { useProductContext } from '@forge/react'

/** Where and how whoever looks reads dates. */
export interface Place {
  readonly locale: string
  readonly timezone: string
}

const elsewhere: Place = { locale: 'en-GB', timezone: 'UTC' }

/** Gives the language and time zone of whoever looks, as Jira knows them; until Jira has said so, plain ones. */
export function usePlace(): Place {
  const context = useProductContext()
  return { locale: context?.locale ?? elsewhere.locale, timezone: context?.timezone ?? elsewhere.timezone }
}

/** Says a day (`YYYY-MM-DD`) as it is written where somebody is. */
export function sayDay(day: string, { locale }: Place): string {
  return written(new Date(`${day}T00:00:00Z`), day, localeTag(locale), { dateStyle: 'long', timeZone: 'UTC' })
}

/** Says a moment (RFC 3339) by the clocks of whoever looks. */
export function sayMoment(at: string, { locale, timezone }: Place): string {
  return written(new Date(at), at, localeTag(locale), { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone })
}

/** Jira writes `en_GB` where the browser writes `en-GB`. */
function localeTag(locale: string): string {
  return locale.replaceAll('_', '-')
}

/** What is no date, or a place that the browser does not know, is shown as it came. */
function written(date: Date, given: string, locale: string, style: Intl.DateTimeFormatOptions): string {
  try {
    return new Intl.DateTimeFormat(locale, style).format(date)
  } catch {
    return given
  }
}
