import { basename } from 'node:path'
import { type Fault, quote } from '@ticketbound/core'
import type { RejectedLine } from '../source.ts'
import type { CsvRow } from './csv-row.ts'
import { type ReadFile, startTally } from './file-tally.ts'
import { readCsv } from './read-csv.ts'
import type { Watch } from './read-lines.ts'
import { keyOf, type SiblingName } from './sibling-names.ts'

/** One entry of a nested list. */
export interface SiblingRow {
  /** The entry as it goes into its list: without what joins it to its row. */
  readonly value: CsvRow
  readonly source: unknown
  readonly item: unknown
  readonly line: number
  readonly text: string
  /** Whether it was rejected for one of its cells. */
  readonly spoilt: boolean
  /** Whether a row it belongs to has been seen. */
  matched: boolean
}

/** A nested list's file, held in memory. */
export interface SiblingFile extends ReadFile {
  readonly name: SiblingName
  readonly key: 'number' | 'principal'
  /** The entries by what `key` holds, in the file's order. */
  readonly rows: ReadonlyMap<string, readonly SiblingRow[]>
}

/** Reads the file of a nested list into memory. */
export async function readSibling(
  name: SiblingName,
  path: string,
  watch: Watch,
  reject: (line: RejectedLine) => void,
): Promise<SiblingFile> {
  const key = keyOf(name)
  const rows = new Map<string, SiblingRow[]>()
  const tally = startTally(watch.source, basename(path), () => undefined, reject)
  const lines = await readCsv(path, tally, watch, { take, spoilt: (row, line, text) => keep(row, line, text, true) })
  return { name, key, rows, part: 'sibling', path, lines, tally }

  function take(row: CsvRow, line: number, text: string): void {
    const fault = faultOf(name, row, rows.get(String(row[key])))
    if (fault !== undefined) {
      tally.refuse(line, [fault], text)
      return
    }
    keep(row, line, text, false)
    tally.take(row, line, text)
  }

  function keep(row: CsvRow, line: number, text: string, spoilt: boolean): void {
    const of = row[key]
    if (typeof of !== 'string') return
    const { value, source, item } = key === 'number' ? withoutTicket(row) : withoutPrincipal(row)
    const entry = { value, source, item, line, text, spoilt, matched: false }
    const before = rows.get(of)
    if (before === undefined) rows.set(of, [entry])
    else before.push(entry)
  }
}

function withoutTicket({ number: _, source, item, ...value }: CsvRow) {
  return { value, source, item }
}

function withoutPrincipal({ principal: _, ...value }: CsvRow) {
  return { value, source: undefined, item: undefined }
}

function faultOf(name: SiblingName, row: CsvRow, before: readonly SiblingRow[] | undefined): Fault | undefined {
  const needed = name === 'ids' ? [keyOf(name), 'name', 'value'] : [keyOf(name)]
  const missing = needed.find((field) => row[field] === undefined)
  if (missing !== undefined) {
    const message = `\`${missing}\` is empty`
    return { code: 'sibling-cell-missing', field: missing, message, help: `fill it in; \`${name}\` cannot do without` }
  }
  if (name !== 'ids' || !before?.some(({ value }) => value.name === row.name)) return undefined
  const message = `${quote(row.principal)} has the id ${quote(row.name)} twice`
  return { code: 'sibling-row-repeated', field: 'name', message, help: 'leave one line for each id of a principal' }
}
