import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { inTransaction } from '../../sqlite/sqlite-file.ts'
import { translateFaults } from '../../sqlite/translate-faults.ts'
import type { RawRow } from '../raw-row.ts'
import type { SweptPage } from '../wire/sweep-request.ts'
import type { CopyDescription, CopyState, KeptSweep, MirroredRow, RowMemory, TableCopy } from './mirror.ts'
import { mirrorFaults } from './mirror-faults.ts'

type Columns = Readonly<Record<string, SQLOutputValue>>

/** Opens what is kept of one table; one that was read with other fields or another filter is read anew. */
export function createTableCopy(db: DatabaseSync, description: CopyDescription): TableCopy {
  const { parents = [], remember } = description
  const copy = openCopy(db, description)

  const getState = db.prepare('SELECT changed_until, swept_until, proven, reason FROM copy WHERE id = ?')
  const putState = db.prepare('UPDATE copy SET changed_until = ?, swept_until = ?, proven = ?, reason = ? WHERE id = ?')
  const getSweeps = db.prepare('SELECT part, request, cursor, end FROM sweep WHERE copy = ? ORDER BY part')
  const addSweep = db.prepare('INSERT INTO sweep (copy, part, request, cursor, end) VALUES (?, ?, ?, ?, ?)')
  const putCursor = db.prepare('UPDATE sweep SET cursor = ? WHERE copy = ? AND part = ?')
  const putEnd = db.prepare('UPDATE sweep SET end = ? WHERE copy = ? AND part = ?')
  const dropSweeps = db.prepare('DELETE FROM sweep WHERE copy = ?')
  const addSeen = db.prepare('INSERT OR IGNORE INTO seen (copy, sys_id) VALUES (?, ?)')
  const dropSeen = db.prepare('DELETE FROM seen WHERE copy = ?')
  const getRow = db.prepare(
    'SELECT body, memory, vanished_on IS NULL AND NOT stale AS there FROM row WHERE copy = ? AND sys_id = ?',
  )
  const addRow = db.prepare(
    `INSERT INTO row (copy, sys_id, created_on, updated_on, parent, other_parent, body, memory)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (copy, sys_id) DO UPDATE SET updated_on = excluded.updated_on, vanished_on = NULL, stale = 0,
       parent = excluded.parent, other_parent = excluded.other_parent, body = excluded.body, memory = excluded.memory`,
  )
  const vanish = db.prepare(
    `UPDATE row SET vanished_on = ? WHERE copy = ? AND vanished_on IS NULL AND created_on < ?
     AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.copy = row.copy AND seen.sys_id = row.sys_id)`,
  )
  // A row without a time is in no comparison of the instance's either.
  const countRows = db.prepare(
    `SELECT count(*) AS count FROM row WHERE copy = ? AND vanished_on IS NULL AND NOT stale AND created_on <> '' AND created_on < ?
     AND created_on >= ?`,
  )
  const countUndated = db.prepare(
    `SELECT count(*) AS count FROM row WHERE copy = ? AND vanished_on IS NULL AND NOT stale AND created_on = ''`,
  )
  // Left to itself, SQLite reads the whole table, because the index by key spares it the sorting of what it finds.
  const rowsOfParent = db.prepare(
    `SELECT sys_id, body, memory FROM row INDEXED BY row_by_parent WHERE copy = ?1 AND parent = ?2 AND vanished_on IS NULL AND NOT stale
     UNION SELECT sys_id, body, memory FROM row INDEXED BY row_by_other_parent
     WHERE copy = ?1 AND other_parent = ?2 AND vanished_on IS NULL AND NOT stale
     ORDER BY sys_id`,
  )

  const transaction = <T>(work: () => T): T => translateFaults(mirrorFaults, () => inTransaction(db, work))

  function begin(parts: readonly KeptSweep[]): void {
    transaction(() => {
      dropSweeps.run(copy)
      dropSeen.run(copy)
      for (const { part, request, cursor, end } of parts) {
        addSweep.run(copy, part, JSON.stringify(request), textOf(cursor), textOf(end))
      }
    })
  }

  function take(part: string, { rows, cursor }: SweptPage): void {
    transaction(() => {
      for (const row of rows) keep(row)
      putCursor.run(JSON.stringify(cursor), copy, part)
    })
  }

  function keep(row: RawRow): void {
    const sysId = row.sys_id ?? ''
    addSeen.run(copy, sysId)
    const known = getRow.get(copy, sysId)
    const body = JSON.stringify(row)
    // What two overlapping readings both bring is the rule, and not worth a write.
    if (known !== undefined && known.body === body && known.there === 1) return
    const [parent = '', other = ''] = parents.map((field) => row[field] ?? '')
    const memory = known && remember?.(toMirrored(known), row)
    addRow.run(
      copy,
      sysId,
      row.sys_created_on ?? '',
      row.sys_updated_on ?? '',
      parent || null,
      other || null,
      body,
      textOf(memory),
    )
  }

  function settle(state: CopyState, vanished?: { readonly on: string; readonly createdBefore: string }): number {
    return transaction(() => {
      const gone = vanished === undefined ? 0 : Number(vanish.run(vanished.on, copy, vanished.createdBefore).changes)
      const { changedUntil = null, sweptUntil = null, proven, reason = null } = state
      putState.run(changedUntil, sweptUntil, Number(proven), reason, copy)
      dropSweeps.run(copy)
      dropSeen.run(copy)
      return gone
    })
  }

  function* rows(): Generator<MirroredRow> {
    // A statement of its own, so that one walk through the rows does not end another.
    const all = db.prepare(
      'SELECT body, memory FROM row WHERE copy = ? AND vanished_on IS NULL AND NOT stale ORDER BY sys_id',
    )
    for (const columns of all.iterate(copy)) yield toMirrored(columns)
  }

  return {
    state: () => toState(getState.get(copy)),
    sweeps: () => getSweeps.all(copy).map(toSweep),
    begin,
    take,
    end: (part, end) => transaction(() => void putEnd.run(JSON.stringify(end), copy, part)),
    settle,
    count: (createdBefore, createdFrom = '') => Number(countRows.get(copy, createdBefore, createdFrom)?.count ?? 0),
    countUndated: () => Number(countUndated.get(copy)?.count ?? 0),
    rows,
    row: (sysId) => {
      const found = getRow.get(copy, sysId)
      return found?.there !== 1 ? undefined : toMirrored(found)
    },
    ofParent: (sysId) => rowsOfParent.all(copy, sysId).map(toMirrored),
  }
}

/**
 * The number of a table's copy. One that was read otherwise is read anew: its rows are handed on only once they were read
 * again, and what was remembered of them stays.
 */
function openCopy(db: DatabaseSync, { table, version }: CopyDescription): number {
  const known = db.prepare('SELECT id, version FROM copy WHERE name = ?').get(table)
  if (known === undefined) {
    return Number(db.prepare('INSERT INTO copy (name, version) VALUES (?, ?)').run(table, version).lastInsertRowid)
  }
  const id = Number(known.id)
  if (known.version !== version) inTransaction(db, () => beginAnew(db, id, version))
  return id
}

function beginAnew(db: DatabaseSync, id: number, version: string): void {
  for (const kept of ['sweep', 'seen']) db.prepare(`DELETE FROM ${kept} WHERE copy = ?`).run(id)
  db.prepare('UPDATE row SET stale = 1 WHERE copy = ?').run(id)
  db.prepare(
    'UPDATE copy SET version = ?, changed_until = NULL, swept_until = NULL, proven = 0, reason = NULL WHERE id = ?',
  ).run(version, id)
}

function textOf(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value)
}

function toState(columns: Columns | undefined): CopyState {
  const { changed_until: changed, swept_until: swept, proven, reason } = columns ?? {}
  return {
    ...(typeof changed === 'string' && { changedUntil: changed }),
    ...(typeof swept === 'string' && { sweptUntil: swept }),
    proven: proven === 1,
    ...(typeof reason === 'string' && { reason }),
  }
}

function toSweep({ part, request, cursor, end }: Columns): KeptSweep {
  return {
    part: String(part),
    request: JSON.parse(String(request)),
    ...(cursor !== null && { cursor: JSON.parse(String(cursor)) }),
    ...(end !== null && { end: JSON.parse(String(end)) }),
  }
}

function toMirrored({ body, memory }: Columns): MirroredRow {
  const row: RawRow = JSON.parse(String(body))
  if (memory === null) return { row }
  const remembered: RowMemory = JSON.parse(String(memory))
  return { row, memory: remembered }
}
