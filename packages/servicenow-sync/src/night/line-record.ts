import type { JudgedLine, RequestLine, StoredVerdict } from '@ticketbound/core'
import type { RowPlace } from '../sources/source.ts'

/**
 * Request lines travel as text, so that a line which is the same as last night is known by its text alone.
 * On the shelf: `file:line`, a tab, the line as JSON. In the store: the verdict as JSON (or nothing), a tab, the line
 * as JSON; one line of text each. JSON never holds a bare tab or line feed.
 */
export function toShelfRecord(line: RequestLine, file: number, place: RowPlace): string {
  return `${file}:${place.line}\t${JSON.stringify(line)}`
}

/** The JSON text of a shelf record, or of a kept record. */
export function lineText(record: string): string {
  return record.slice(record.indexOf('\t') + 1)
}

/** What stands before the tab. */
export function recordHead(record: string): string {
  return record.slice(0, record.indexOf('\t'))
}

/** Where the row of a shelf record stands. */
export function recordPlace(record: string): { readonly file: number; readonly line: number } {
  const [file = '', line = ''] = recordHead(record).split(':')
  return { file: Number(file), line: Number(line) }
}

const rehomed = 'kept'

/** A kept record on its way to another subject's shelf. */
export function toRehomedRecord(kept: string): string {
  return `${rehomed}${kept}`
}

/** The kept record inside a rehomed one; `undefined` for a line that was read tonight. */
export function rehomedRecord(record: string): string | undefined {
  return record.startsWith(rehomed) ? record.slice(rehomed.length) : undefined
}

/** Reads the JSON of a line that this program wrote. */
export function parseLine(text: string): RequestLine {
  return JSON.parse(text) as RequestLine
}

/** Reads the verdict of a kept record, if it has one. */
export function parseVerdict(text: string): StoredVerdict | undefined {
  return text === '' ? undefined : (JSON.parse(text) as StoredVerdict)
}

/** Writes one line as it is kept. */
export function toKeptRecord({ verdict }: JudgedLine, text: string): string {
  return `${verdict === undefined ? '' : JSON.stringify(verdict)}\t${text}`
}
