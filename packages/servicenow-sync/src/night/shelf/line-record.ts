import type { JudgedLine, RequestLine } from '@ticketbound/core'
import type { RowPlace } from '../../sources/source.ts'
import { betweenFields } from './packed.ts'
import { packLine } from './packed-line.ts'
import { packVerdict } from './packed-verdict.ts'

/**
 * Request lines travel as text, so that a line which is the same as last night is known by its text alone.
 * On the shelf: `file:line`, a tab, the packed line. In the store: the packed verdict (or nothing), a tab, the packed
 * line.
 */
export function toShelfRecord(line: RequestLine, file: number, place: RowPlace): string {
  return `${file}:${place.line}${betweenFields}${packLine(line)}`
}

/** The packed line of a shelf record, or of a kept record. */
export function lineText(record: string): string {
  return record.slice(record.indexOf(betweenFields) + 1)
}

/** What stands before the packed line. */
export function recordHead(record: string): string {
  return record.slice(0, record.indexOf(betweenFields))
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

/** Writes one line as it is kept, `text` being the line packed. */
export function toKeptRecord({ verdict }: JudgedLine, text: string): string {
  return `${verdict === undefined ? '' : packVerdict(verdict)}${betweenFields}${text}`
}
