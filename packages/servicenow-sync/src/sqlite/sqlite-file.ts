import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { TicketboundError } from '../errors.ts'

/** SQLite's primary result codes `SQLITE_CANTOPEN` and `SQLITE_NOTADB`. */
const cannotOpen = 14
const notADatabase = 26

/** A sort of SQLite file: how its own files are known, and what is said of others. */
export interface FileKind {
  /** Marks a file as one of this kind. */
  readonly applicationId: number
  readonly notOpenable: (path: string, cause: unknown) => TicketboundError
  readonly notOurs: (path: string, cause?: unknown) => TicketboundError
}

/**
 * Opens a file of a kind, making it with its folder where it is not there; `:memory:` keeps nothing. A new file is for this
 * user only, since it says who has which access; SQLite gives its side files the same mode. `prepare` sets the file up, and
 * begins with `checkOwner`. Throws the kind's own errors for a file that cannot be opened or is not of it.
 */
export function openSqliteFile(path: string, kind: FileKind, prepare: (db: DatabaseSync) => void): DatabaseSync {
  const db = open(path, kind)
  try {
    prepare(db)
    return db
  } catch (error) {
    db.close()
    throw whyNotOpened(path, kind, error)
  }
}

function open(path: string, { notOpenable }: FileKind): DatabaseSync {
  try {
    if (path !== ':memory:') prepareFile(path)
    return new DatabaseSync(path)
  } catch (error) {
    throw notOpenable(path, error)
  }
}

function prepareFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
}

/** SQLite opens a file before it looks at it, so that only the first statements show what is wrong with it. */
function whyNotOpened(path: string, { notOpenable, notOurs }: FileKind, error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error
  const code = Number(error.errcode) & 0xff
  if (code === cannotOpen) return notOpenable(path, error)
  return code === notADatabase ? notOurs(path, error) : error
}

/** Throws where a file holds something, and is not of this kind. */
export function checkOwner(db: DatabaseSync, path: string, { applicationId, notOurs }: FileKind): void {
  const id = pragma(db, 'application_id')
  if (id === applicationId) return
  const tables = db.prepare('SELECT count(*) AS count FROM sqlite_schema').get()
  if (id !== 0 || Number(tables?.count ?? 0) > 0) throw notOurs(path)
}

/** How a file's schema is brought up to date. */
export interface Upgrade {
  readonly applicationId: number
  /** One numbered step after another; `PRAGMA user_version` is the number of the last step taken. */
  readonly steps: readonly string[]
  readonly newer: (version: number) => TicketboundError
  /** Done once, when the file is made. */
  readonly first?: (db: DatabaseSync) => void
}

/** Takes the steps that are missing, all in one transaction, so that two processes cannot take them twice. */
export function upgrade(db: DatabaseSync, { applicationId, steps, newer, first }: Upgrade): void {
  if (pragma(db, 'user_version') === steps.length) return
  inTransaction(db, () => {
    const version = pragma(db, 'user_version')
    if (version > steps.length) throw newer(version)
    for (const step of steps.slice(version)) db.exec(step)
    if (version === 0) {
      db.exec(`PRAGMA application_id = ${applicationId}`)
      first?.(db)
    }
    db.exec(`PRAGMA user_version = ${steps.length}`)
  })
}

/** Runs work in one transaction: all of it is kept, or, when it throws or `keep` says no, nothing. */
export function inTransaction<T>(db: DatabaseSync, work: () => T, keep: (result: T) => boolean = () => true): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec(keep(result) ? 'COMMIT' : 'ROLLBACK')
    return result
  } catch (error) {
    // SQLite has already rolled back by itself after some faults, a full disk among them.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

function pragma(db: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0)
}
