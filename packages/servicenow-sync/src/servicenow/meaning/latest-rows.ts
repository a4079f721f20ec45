import { type RawRow, textIn } from '../raw-row.ts'

/** One row for each record, the latest version of it: pages overlap, and tables are read again while they change. */
export function latestRows(rows: Iterable<RawRow>, updatedOn = 'sys_updated_on'): ReadonlyMap<string, RawRow> {
  const latest = new Map<string, RawRow>()
  for (const row of rows) {
    const sysId = textIn(row, 'sys_id')
    const known = sysId === undefined ? undefined : latest.get(sysId)
    if (sysId !== undefined && (known === undefined || isLater(row, known, updatedOn))) latest.set(sysId, row)
  }
  return latest
}

/** Of two versions of one second, neither can be told to be the later; which one counts must not hang on their order. */
function isLater(row: RawRow, known: RawRow, updatedOn: string): boolean {
  const [at, before] = [textIn(row, updatedOn) ?? '', textIn(known, updatedOn) ?? '']
  return at === before ? JSON.stringify(row) > JSON.stringify(known) : at > before
}
