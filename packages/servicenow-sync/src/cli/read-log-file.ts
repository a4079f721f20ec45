import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { quote, type StoredEntry } from '@ticketbound/core'
import { inputError, type TicketboundError } from '../errors.ts'

const line = /^\{"hash":"([0-9a-f]{64})","entry":(.*)\}$/

/**
 * Reads an exported log entry by entry: a night's `log.ndjson`, or that of the Jira app. A line of another form gives an
 * entry that no verifier takes. Throws an input error where the file cannot be read.
 */
export async function* readLogFile(file: string): AsyncGenerator<StoredEntry> {
  try {
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      const [, hash = '', bytes = ''] = line.exec(text) ?? []
      yield { hash, bytes }
    }
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

const why: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder',
  EACCES: 'the file may not be read',
}

function unreadable(file: string, cause: unknown): TicketboundError | unknown {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  if (reason === undefined || !/^E[A-Z]+$/.test(reason)) return cause
  return inputError({
    code: 'log-not-readable',
    message: `the log in ${quote(file)} cannot be read: ${why[reason] ?? reason}`,
    help: 'name a file that `audit export`, or the Jira app, wrote',
    context: { reason },
    cause,
  })
}
