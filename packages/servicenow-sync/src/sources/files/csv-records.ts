import type { Fault } from '@ticketbound/core'
import { parse } from 'csv-parse/sync'
import { type LineSink, longestLine } from './split-lines.ts'

/** The text of one CSV record, which spans several lines where a quoted cell does. */
export interface CsvRecord {
  readonly text: string
  /** The line where it begins, counted from 1. */
  readonly line: number
}

/** Puts lines together into records. */
export interface RecordAssembler extends LineSink {
  /** Gives the records that are whole by now, and forgets them. */
  takeWhole(): readonly CsvRecord[]
  /** Refuses a record that is still open. */
  end(): void
}

/** Told of a record that cannot be read. */
export type RefuseRecord = (line: number, faults: readonly Fault[], text: string, cut?: boolean) => void

interface OpenRecord {
  text: string
  readonly line: number
  fault: Fault | undefined
}

/**
 * Puts lines together into records: a record goes on while a quote is open. Blank lines between records are passed
 * over. A last line without a newline is left out: a cut cell cannot be told from a whole one.
 */
export function assembleRecords(refuse: RefuseRecord): RecordAssembler {
  let whole: CsvRecord[] = []
  let open: OpenRecord | undefined
  return { line, bad, takeWhole, end }

  function line(text: string, at: number, ended: boolean): void {
    if (!ended) {
      open = undefined
      return
    }
    const plain = text.endsWith('\r') ? text.slice(0, -1) : text
    if (open !== undefined) goOn(open, plain)
    else if (opensQuote(plain)) open = { text: plain, line: at, fault: undefined }
    else if (plain.trim() !== '') whole.push({ text: plain, line: at })
  }

  function bad(fault: Fault, at: number, text: string, cut: boolean): void {
    if (open === undefined) {
      refuse(at, [fault], text, cut)
      return
    }
    open.fault ??= fault
    goOn(open, text)
  }

  function goOn(record: OpenRecord, text: string): void {
    record.text += `\n${text}`
    if (record.text.length > longestLine) record.fault ??= recordTooLong
    else if (!opensQuote(text)) return
    open = undefined
    if (record.fault === undefined) whole.push(record)
    else refuse(record.line, [record.fault], record.text)
  }

  function takeWhole(): readonly CsvRecord[] {
    const taken = whole
    whole = []
    return taken
  }

  function end(): void {
    if (open !== undefined) refuse(open.line, [quoteNotClosed], open.text)
    open = undefined
  }
}

/**
 * Reads the cells of whole records; `undefined` for a record whose quotes are out of place. Records are parsed
 * together, which costs a fifth of parsing each; only where that fails is each one looked at on its own.
 */
export function parseRecords(records: readonly CsvRecord[]): readonly (readonly string[] | undefined)[] {
  const together = parseText(records.map((record) => record.text).join('\n'))
  if (together?.length === records.length) return together
  return records.map((record) => {
    const alone = parseText(record.text)
    return alone?.length === 1 ? alone[0] : undefined
  })
}

/** The fault of a record that `parseRecords` cannot read. */
export const quoteMisplaced: Fault = {
  code: 'csv-quote-misplaced',
  message: 'a quote stands inside a cell that does not begin with one, or text follows a closing quote',
  help: 'put the whole cell in quotes, and double each quote inside it',
}

const quoteNotClosed: Fault = {
  code: 'csv-quote-not-closed',
  message: 'a quote that opens in this record is never closed',
  help: 'close it, or double it if it belongs to the cell; the lines after it were not read',
}

const recordTooLong: Fault = {
  code: 'csv-record-too-long',
  message: `the record is longer than ${longestLine} characters; most likely a quote that opens in it is not closed`,
  help: 'close the quote, or double it if it belongs to the cell; the lines it spans were not read',
}

function parseText(text: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, { record_delimiter: '\n', relax_column_count: true })
  } catch {
    return undefined
  }
}

/** Says whether a text has an odd number of quotes, so that the cell it ends in goes on (or stops going on). */
function opensQuote(text: string): boolean {
  let odd = false
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) odd = !odd
  return odd
}
