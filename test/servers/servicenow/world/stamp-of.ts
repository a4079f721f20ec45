/** Writes an instant (milliseconds) as the database keeps it: UTC, to the second. */
export function stampOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ')
}
