import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { configError, type TicketboundError } from '../../errors.ts'
import { checkOwner, type FileKind, openSqliteFile, upgrade } from '../../sqlite/sqlite-file.ts'
import { migrations } from './migrations.ts'

/** The letters `tckt`. */
const kind: FileKind = { applicationId: 0x74636b74, notOpenable, notOurs: notAStore }

/** Opens the store's file, creating it with its folder, and brings its schema up to date. `:memory:` keeps nothing. */
export function openDatabase(path: string): DatabaseSync {
  return openSqliteFile(path, kind, (db) => {
    db.exec('PRAGMA busy_timeout = 10000')
    checkOwner(db, path, kind)
    db.exec('PRAGMA page_size = 8192')
    db.exec('PRAGMA journal_mode = WAL')
    db.exec('PRAGMA synchronous = FULL')
    db.exec('PRAGMA cache_size = -65536')
    const { applicationId } = kind
    upgrade(db, { applicationId, steps: migrations, newer: (version) => newerStore(path, version), first: sowSalts })
  })
}

function sowSalts(db: DatabaseSync): void {
  db.prepare("INSERT INTO meta (key, value) VALUES ('salt-seed', ?)").run(randomBytes(32).toString('hex'))
}

function notOpenable(path: string, cause: unknown): TicketboundError {
  return configError({
    code: 'store-not-openable',
    message: `the store \`${path}\` cannot be opened`,
    help: 'check that the folder exists and that this user may write to it',
    cause,
  })
}

function notAStore(path: string, cause?: unknown): TicketboundError {
  return configError({
    code: 'not-a-store',
    message: `\`${path}\` is not a Ticketbound store`,
    help: 'name another file under `store:`; this one is left as it is',
    ...(cause !== undefined && { cause }),
  })
}

function newerStore(path: string, version: number): TicketboundError {
  return configError({
    code: 'store-newer',
    message: `the store \`${path}\` has version ${version}, and this program knows ${migrations.length}`,
    help: 'install the newer Ticketbound that wrote it; the store is left as it is',
  })
}
