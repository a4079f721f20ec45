/** A moment as Jira writes it: `2026-03-02T02:00:00.000+0000`. */
export function stampOf(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000')
}

/** A moment as Jira Service Management writes it. */
export function serviceStampOf(at: number): Readonly<Record<string, unknown>> {
  return {
    iso8601: new Date(at).toISOString().replace(/\.\d+Z$/, '+0000'),
    jira: stampOf(at),
    friendly: new Date(at).toUTCString(),
    epochMillis: at,
  }
}

/** Reads what a client may write for a moment, or gives nothing. */
export function momentFrom(text: string): number | undefined {
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(at) ? undefined : at
}

/** Whether a text is a day of the calendar: `2026-03-02`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
