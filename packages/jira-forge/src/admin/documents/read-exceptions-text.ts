import { type PolicyException, quote, readException } from '@ticketbound/core'
import type { PlacedReading } from '@ticketbound/documents'
import { documentFiles } from './document-files.ts'
import type { DocumentReading } from './document-reading.ts'
import { readLines } from './read-lines.ts'
import { toRecord } from './to-record.ts'

/** Exceptions as they were read, with what their records say. */
export interface ExceptionsReading extends DocumentReading {
  readonly exceptions: readonly PolicyException[]
}

/** Reads the text of `exceptions.ndjson`, with every fault of every line. `zone` is the policy's: bare dates end in it. */
export function readExceptionsText(text: string, zone: string): PlacedReading<ExceptionsReading> {
  const lines = readLines(text, {
    file: documentFiles.exceptions,
    read: (row) => readException(row, { zone }),
    id: { field: 'id', of: ({ id }) => id },
  })
  if (!lines.ok) return lines
  const records = new Map(lines.value.map(({ id, ...fields }) => [`exception ${quote(id)}`, toRecord(fields)] as const))
  return { ok: true, value: { exceptions: lines.value, records, notes: [] } }
}
