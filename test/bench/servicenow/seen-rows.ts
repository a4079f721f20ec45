import type { RawRow } from '../../../packages/servicenow-sync/src/servicenow/raw-row.ts'

/** Which rows came, by their place among all, which stands in the second part of a key. */
export interface SeenRows {
  take(rows: readonly RawRow[]): void
  /** What came otherwise than once. */
  faults(): { readonly missing: number; readonly twice: number; readonly unknown: number }
}

/** Begins to note which of so many rows came. */
export function createSeenRows(size: number): SeenRows {
  const seen = new Uint8Array(size)
  let [distinct, twice, unknown] = [0, 0, 0]

  function take(rows: readonly RawRow[]): void {
    for (const { sys_id: id = '' } of rows) {
      const place = Number.parseInt(id.slice(8, 16), 16)
      if (!(place < size)) unknown += 1
      else if (seen[place] === 1) twice += 1
      else {
        seen[place] = 1
        distinct += 1
      }
    }
  }

  return { take, faults: () => ({ missing: size - distinct, twice, unknown }) }
}
