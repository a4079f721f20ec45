import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { configError, type TicketboundError } from '../../errors.ts'
import { migrations } from './migrations.ts'

/** Marks a SQLite file as a store of ours: the letters `tckt`. */
const applicationId = 0x74636b74

/** SQLite's primary result codes `SQLITE_CANTOPEN` and `SQLITE_NOTADB`. */
const cannotOpen = 14
const notADatabase = 26

/** Opens the store's file, creating it with its folder, and brings its schema up to date. `:memory:` keeps nothing. */
export function openDatabase(path: string): DatabaseSync {
  const db = open(path)
  try {
    db.exec('PRAGMA busy_timeout = 10000')
    checkOwner(db, path)
    db.exec('PRAGMA page_size = 8192')
    db.exec('PRAGMA journal_mode = WAL')
    db.exec('PRAGMA synchronous = FULL')
    db.exec('PRAGMA cache_size = -65536')
    migrate(db, path)
    return db
  } catch (error) {
    db.close()
    throw whyNotOpened(path, error)
  }
}

function open(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') prepareFile(path)
    return new DatabaseSync(path)
  } catch (error) {
    throw notOpenable(path, error)
  }
}

/** The store says who has which access: a new one is for this user only, and SQLite gives its side files the same mode. */
function prepareFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
}

/** SQLite opens a file before it looks at it, so that only the first statements show what is wrong with it. */
function whyNotOpened(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error
  const code = Number(error.errcode) & 0xff
  if (code === cannotOpen) return notOpenable(path, error)
  return code === notADatabase ? notAStore(path, error) : error
}

function notOpenable(path: string, cause: unknown): TicketboundError {
  return configError({
    code: 'store-not-openable',
    message: `the store \`${path}\` cannot be opened`,
    help: 'check that the folder exists and that this user may write to it',
    cause,
  })
}

function checkOwner(db: DatabaseSync, path: string): void {
  const id = pragma(db, 'application_id')
  if (id === applicationId) return
  const tables = db.prepare('SELECT count(*) AS count FROM sqlite_schema').get()
  if (id !== 0 || Number(tables?.count ?? 0) > 0) throw notAStore(path)
}

function notAStore(path: string, cause?: unknown): TicketboundError {
  return configError({
    code: 'not-a-store',
    message: `\`${path}\` is not a Ticketbound store`,
    help: 'name another file under `store:`; this one is left as it is',
    ...(cause !== undefined && { cause }),
  })
}

/** Takes the steps that are missing, all in one transaction, so that two processes cannot take them twice. */
function migrate(db: DatabaseSync, path: string): void {
  if (pragma(db, 'user_version') === migrations.length) return
  db.exec('BEGIN IMMEDIATE')
  try {
    const version = pragma(db, 'user_version')
    if (version > migrations.length) throw newerStore(path, version)
    for (const step of migrations.slice(version)) db.exec(step)
    if (version === 0) {
      db.exec(`PRAGMA application_id = ${applicationId}`)
      db.prepare("INSERT INTO meta (key, value) VALUES ('salt-seed', ?)").run(randomBytes(32).toString('hex'))
    }
    db.exec(`PRAGMA user_version = ${migrations.length}`)
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

function newerStore(path: string, version: number): TicketboundError {
  return configError({
    code: 'store-newer',
    message: `the store \`${path}\` has version ${version}, and this program knows ${migrations.length}`,
    help: 'install the newer Ticketbound that wrote it; the store is left as it is',
  })
}

function pragma(db: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0)
}
