import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** An entry of the log as the store keeps it. */
export interface LogEntry {
  readonly seq: number
  readonly bytes: string
  readonly hash: string
}

/** Reads the log out of a store's file, past the command. */
export function entriesOf(store: string): readonly LogEntry[] {
  const db = new DatabaseSync(store, { readOnly: true })
  try {
    return db
      .prepare('SELECT seq, bytes, hash FROM audit ORDER BY seq')
      .all()
      .map(({ seq, bytes, hash }) => ({ seq: Number(seq), bytes: String(bytes), hash: String(hash) }))
  } finally {
    db.close()
  }
}

/**
 * Flips the lowest bit of one byte of a file: the byte `offset` characters into `text`, which must stand in the file
 * exactly once. Of a store's file that is a change which SQLite itself does not notice.
 */
export function flipOneBit(file: string, text: string, offset = 0): void {
  const bytes = readFileSync(file)
  const at = bytes.indexOf(text)
  if (at === -1 || bytes.indexOf(text, at + 1) !== -1) throw new Error(`\`${text}\` does not stand there once`)
  const changed = bytes[at + offset]
  if (changed === undefined) throw new Error('there is no such byte')
  bytes[at + offset] = changed ^ 1
  writeFileSync(file, bytes)
}

/** Checks a store's log as its description says, past the command. */
export function logIsWhole(store: string): boolean {
  let previous = noEntry
  return entriesOf(store).every(({ bytes, hash }) => {
    previous = hashOf(previous, bytes)
    return hash === previous
  })
}

/** Checks an exported log as anyone could who knows only its description; gives the line of the first bad entry. */
export function firstBadLine(log: string): number | undefined {
  let previous = noEntry
  const lines = readFileSync(log, 'utf8').split('\n')
  for (const [index, line] of lines.entries()) {
    if (line === '' && index === lines.length - 1) return undefined
    const [, hash, entry] = /^\{"hash":"([0-9a-f]{64})","entry":(.+)\}$/.exec(line) ?? []
    const actual = hashOf(previous, entry ?? '')
    if (hash !== actual) return index + 1
    previous = actual
  }
  return lines.length
}

const noEntry = '0'.repeat(64)

function hashOf(previous: string, bytes: string): string {
  return createHash('sha256').update(`ticketbound/audit-entry/v1\n${previous}\n${bytes}`).digest('hex')
}
