import type { DatabaseSync } from 'node:sqlite'
import type { WriteBackEntry, WriteBackState, WriteBackTables, WriteBackWhat } from '../write-back-tables.ts'
import { type Row, text, whole } from './rows.ts'

/** Builds the ledger of what was written back over an open database. */
export function createWriteBackTables(db: DatabaseSync): WriteBackTables {
  const ofFinding = db.prepare('SELECT * FROM write_back WHERE target = ? AND finding = ? ORDER BY what, part')
  const one = db.prepare('SELECT * FROM write_back WHERE target = ? AND finding = ? AND what = ? AND part = ?')
  const put = db.prepare(
    'INSERT OR REPLACE INTO write_back (target, finding, what, part, state, content, vendor_id, run, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  return {
    entriesOf: (target, finding) => ofFinding.all(target, finding).map(toEntry),
    entry: ({ target, finding, what, part }) => {
      const row = one.get(target, finding, what, part)
      return row && toEntry(row)
    },
    putEntry: ({ target, finding, what, part, state, content, vendorId, run, at }) =>
      void put.run(target, finding, what, part, state, content, vendorId ?? null, run, at),
  }
}

function toEntry(row: Row): WriteBackEntry {
  return {
    target: text(row, 'target'),
    finding: text(row, 'finding'),
    what: text(row, 'what') as WriteBackWhat,
    part: text(row, 'part'),
    state: text(row, 'state') as WriteBackState,
    content: text(row, 'content'),
    ...(row.vendor_id !== null && { vendorId: text(row, 'vendor_id') }),
    run: text(row, 'run'),
    at: whole(row, 'at'),
  }
}
