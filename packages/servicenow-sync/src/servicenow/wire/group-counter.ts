/** Counts rows by what they have in a column. */
export interface GroupCounter {
  /** How many rows there are of each value of `field`, by the Aggregate API; undefined where it does not say. */
  countBy(table: string, field: string, signal?: AbortSignal): Promise<ReadonlyMap<string, number> | undefined>
}
