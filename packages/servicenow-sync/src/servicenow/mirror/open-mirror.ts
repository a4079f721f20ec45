import type { DatabaseSync } from 'node:sqlite'
import { quote } from '@ticketbound/core'
import { configError, type TicketboundError } from '../../errors.ts'
import { checkOwner, type FileKind, inTransaction, openSqliteFile, upgrade } from '../../sqlite/sqlite-file.ts'
import { translateFaults } from '../../sqlite/translate-faults.ts'
import { migrations } from './migrations.ts'
import type { CopyDescription, Mirror, TableCopy } from './mirror.ts'
import { mirrorFaults } from './mirror-faults.ts'
import { createTableCopy } from './table-copy.ts'

/** The letters `tcmr`. */
const kind: FileKind = { applicationId: 0x74636d72, notOpenable, notOurs: notAMirror }

/**
 * Opens the mirror of an instance, creating it when it is not there yet, for this process alone until it is closed. A
 * mirror of another instance is emptied: nothing of one is ever taken for the other's. `:memory:` keeps nothing. Throws a
 * config error for a file that is no mirror, or that a newer version wrote: it may be deleted, and is then read anew.
 */
export function openMirror(path: string, instance: string): Mirror {
  const db = openSqliteFile(path, kind, (file) => translateFaults(mirrorFaults, () => prepare(file, path, instance)))
  const copies = new Map<string, { readonly version: string; readonly copy: TableCopy }>()

  function copyOf(description: CopyDescription): TableCopy {
    const { table, version } = description
    const known = copies.get(table)
    if (known?.version === version) return known.copy
    const copy = createTableCopy(db, description)
    copies.set(table, { version, copy })
    return copy
  }

  return { copy: (description) => translateFaults(mirrorFaults, () => copyOf(description)), close: () => db.close() }
}

function prepare(db: DatabaseSync, path: string, instance: string): void {
  db.exec('PRAGMA busy_timeout = 1000')
  // Two readings at once would each go on from the other's place, and take what the other has seen for gone.
  db.exec('PRAGMA locking_mode = EXCLUSIVE')
  checkOwner(db, path, kind)
  db.exec('PRAGMA page_size = 8192')
  db.exec('PRAGMA journal_mode = WAL')
  // A mirror can be read anew, so that a page lost when the power fails is only asked for again.
  db.exec('PRAGMA synchronous = NORMAL')
  db.exec('PRAGMA cache_size = -32768')
  // 64 MB of the log at once: written back as often as SQLite would, keeping a page waits for the disk as long as it works.
  db.exec('PRAGMA wal_autocheckpoint = 8192')
  const { applicationId } = kind
  upgrade(db, { applicationId, steps: migrations, newer: () => notAMirror(path) })
  keepTo(db, instance)
}

function keepTo(db: DatabaseSync, instance: string): void {
  const kept = db.prepare(`SELECT value FROM meta WHERE key = 'instance'`).get()?.value
  if (kept === instance) return
  inTransaction(db, () => {
    db.exec('DELETE FROM copy; DELETE FROM sweep; DELETE FROM seen; DELETE FROM row')
    db.prepare(`INSERT OR REPLACE INTO meta (key, value) VALUES ('instance', ?)`).run(instance)
  })
}

function notOpenable(path: string, cause: unknown): TicketboundError {
  return configError({
    code: 'mirror-not-openable',
    message: `the mirror of the instance, ${quote(path)}, cannot be opened`,
    help: 'check that the folder exists and that this user may write to it',
    cause,
  })
}

function notAMirror(path: string, cause?: unknown): TicketboundError {
  return configError({
    code: 'not-a-mirror',
    message: `${quote(path)} is not a mirror that this version can read`,
    help: 'move or delete this file: it holds nothing that the instance does not, and the next night reads everything anew',
    ...(cause !== undefined && { cause }),
  })
}
