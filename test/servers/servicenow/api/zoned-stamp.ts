const formats = new Map<string, Intl.DateTimeFormat>()

/** Writes an instant of the database in a user's zone, as display values do. */
export function zonedStamp(stamp: string, zone: string): string {
  if (zone === 'UTC') return stamp
  const instant = new Date(`${stamp.replace(' ', 'T')}Z`)
  return Number.isNaN(instant.getTime()) ? stamp : formatIn(zone).format(instant).replace(', ', ' ')
}

function formatIn(zone: string): Intl.DateTimeFormat {
  const made =
    formats.get(zone) ??
    // Swedish writes dates as ISO 8601 does.
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(zone, made)
  return made
}
