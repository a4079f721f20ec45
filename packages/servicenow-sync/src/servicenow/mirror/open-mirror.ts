import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { quote } from '@ticketbound/core'
import { configError, type TicketboundError } from '../../errors.ts'
import { migrations } from './migrations.ts'
import type { CopyDescription, Mirror, TableCopy } from './mirror.ts'
import { createTableCopy } from './table-copy.ts'
import { translateFaults } from './translate-faults.ts'

/** Marks a SQLite file as a mirror of ours: the letters `tcmr`. */
const applicationId = 0x74636d72

/** SQLite's primary result codes `SQLITE_CANTOPEN` and `SQLITE_NOTADB`. */
const cannotOpen = 14
const notADatabase = 26

/**
 * Opens the mirror of an instance, creating it when it is not there yet, for this process alone until it is closed. A
 * mirror of another instance is emptied: nothing of one is ever taken for the other's. `:memory:` keeps nothing. Throws a
 * config error for a file that is no mirror, or that a newer version wrote: it may be deleted, and is then read anew.
 */
export function openMirror(path: string, instance: string): Mirror {
  const db = open(path)
  try {
    translateFaults(() => prepare(db, path, instance))
  } catch (error) {
    db.close()
    throw whyNotOpened(path, error)
  }
  const copies = new Map<string, { readonly version: string; readonly copy: TableCopy }>()

  function copyOf(description: CopyDescription): TableCopy {
    const { table, version } = description
    const known = copies.get(table)
    if (known?.version === version) return known.copy
    const copy = createTableCopy(db, description)
    copies.set(table, { version, copy })
    return copy
  }

  return { copy: (description) => translateFaults(() => copyOf(description)), close: () => db.close() }
}

function prepare(db: DatabaseSync, path: string, instance: string): void {
  db.exec('PRAGMA busy_timeout = 1000')
  // Two readings at once would each go on from the other's place, and take what the other has seen for gone.
  db.exec('PRAGMA locking_mode = EXCLUSIVE')
  checkOwner(db, path)
  db.exec('PRAGMA page_size = 8192')
  db.exec('PRAGMA journal_mode = WAL')
  // A mirror can be read anew, so that a page lost when the power fails is only asked for again.
  db.exec('PRAGMA synchronous = NORMAL')
  db.exec('PRAGMA cache_size = -32768')
  // 64 MB of the log at once: written back as often as SQLite would, keeping a page waits for the disk as long as it works.
  db.exec('PRAGMA wal_autocheckpoint = 8192')
  migrate(db, path)
  keepTo(db, instance)
}

function open(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') prepareFile(path)
    return new DatabaseSync(path)
  } catch (error) {
    throw notOpenable(path, error)
  }
}

/** Tickets and people stand in it, so that a new one is for this user only. */
function prepareFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
}

function checkOwner(db: DatabaseSync, path: string): void {
  const id = pragma(db, 'application_id')
  if (id === applicationId) return
  const tables = db.prepare('SELECT count(*) AS count FROM sqlite_schema').get()
  if (id !== 0 || Number(tables?.count ?? 0) > 0) throw notAMirror(path)
}

function migrate(db: DatabaseSync, path: string): void {
  const version = pragma(db, 'user_version')
  if (version > migrations.length) throw notAMirror(path)
  if (version === migrations.length) return
  db.exec('BEGIN IMMEDIATE')
  for (const step of migrations.slice(version)) db.exec(step)
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`)
  db.exec('COMMIT')
}

function keepTo(db: DatabaseSync, instance: string): void {
  const kept = db.prepare(`SELECT value FROM meta WHERE key = 'instance'`).get()?.value
  if (kept === instance) return
  db.exec('BEGIN IMMEDIATE; DELETE FROM copy; DELETE FROM sweep; DELETE FROM seen; DELETE FROM row')
  db.prepare(`INSERT OR REPLACE INTO meta (key, value) VALUES ('instance', ?)`).run(instance)
  db.exec('COMMIT')
}

/** SQLite opens a file before it looks at it, so that only the first statements show what is wrong with it. */
function whyNotOpened(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error
  const code = Number(error.errcode) & 0xff
  if (code === cannotOpen) return notOpenable(path, error)
  return code === notADatabase ? notAMirror(path, error) : error
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

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0)
}
