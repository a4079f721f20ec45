import type { Opened } from './envelope.ts'

/** Reads a count of the Aggregate API: `{ "stats": { "count": "1692" } }`. */
export function countIn(value: unknown): number | undefined {
  const stats = (value as { readonly stats?: { readonly count?: unknown } } | null)?.stats
  const text = String(stats?.count ?? '')
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** Reads its counts by the values of one column: `[{ "stats": { "count": "3" }, "groupby_fields": [{ "field": "cat_item", "value": "…" }] }]`. */
export function readCounts(result: Opened<unknown>, name: string): ReadonlyMap<string, number> | undefined {
  if (!result.ok || !Array.isArray(result.value)) return undefined
  const counts = new Map<string, number>()
  for (const group of result.value) {
    const by = (group as { readonly groupby_fields?: unknown } | null)?.groupby_fields
    const [given] = Array.isArray(by)
      ? (by as readonly ({ readonly field?: unknown; readonly value?: unknown } | null)[])
      : []
    const count = countIn(group)
    // An instance leaves out a column that it does not let be searched: then the one group is of all rows.
    if (given?.field !== name || typeof given.value !== 'string' || count === undefined) return undefined
    counts.set(given.value, (counts.get(given.value) ?? 0) + count)
  }
  return counts
}
