/** Gives a writer of the database's instants in a user's zone, as display values have them. */
export function stampWriter(zone: string): (stamp: string) => string {
  if (zone === 'UTC') return (stamp) => stamp
  // Swedish writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return (stamp) => {
    const instant = new Date(`${stamp.replace(' ', 'T')}Z`)
    return Number.isNaN(instant.getTime()) ? stamp : format.format(instant).replace(', ', ' ')
  }
}
