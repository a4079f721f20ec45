import { createReadStream } from 'node:fs'
import { quote } from '@ticketbound/core'
import { inputError, type TicketboundError } from '../errors.ts'
import type { Io } from './io.ts'

/** The most bytes that one request may have; a hundred approvals under long seals are half of that. */
export const largestRequest = 1_000_000

/** Reads one request from a file, or from standard input where the name is `-`. Throws an input error where that fails. */
export async function readRequestText(file: string, io: Io): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of file === '-' ? io.input() : createReadStream(file)) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      size += bytes.length
      if (size > largestRequest) throw tooLarge(file)
      chunks.push(bytes)
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

function tooLarge(file: string): TicketboundError {
  return inputError({
    code: 'request-too-large',
    message: `the request in ${quote(file)} has more than ${largestRequest} bytes`,
    help: 'ask about one request at a time',
  })
}

const why: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder',
  EACCES: 'the file may not be read',
}

function unreadable(file: string, cause: unknown): unknown {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  if (reason === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    const message = `the request in ${quote(file)} is not UTF-8 text`
    return inputError({ code: 'request-not-utf8', message, help: 'write it as UTF-8', cause })
  }
  if (reason === undefined || !/^E[A-Z]+$/.test(reason)) return cause
  return inputError({
    code: 'request-not-readable',
    message: `the request in ${quote(file)} cannot be read: ${why[reason] ?? reason}`,
    help: 'name a file that holds one request as JSON, or `-` for standard input',
    context: { reason },
    cause,
  })
}
