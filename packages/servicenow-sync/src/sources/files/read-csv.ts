import { basename } from 'node:path'
import { type Fault, quote } from '@ticketbound/core'
import { inputError, type TicketboundError } from '../../errors.ts'
import { assembleRecords, type CsvRecord, parseRecords, quoteMisplaced } from './csv-records.ts'
import { type CsvColumn, type CsvRow, columnsOf, formulaFaults, rowOf } from './csv-row.ts'
import type { FileTally } from './file-tally.ts'
import { type LinesRead, readLines, type Watch } from './read-lines.ts'

/** What a CSV file's rows are given to. */
export interface CsvHandler {
  /** Told the header's columns before the first row. */
  readonly columns?: (names: readonly string[]) => Promise<void>
  /** Takes a row, and counts it. */
  readonly take: (row: CsvRow, line: number, text: string) => void
  /** Told of a row that was rejected for one of its cells, but whose other cells can be read. */
  readonly spoilt?: (row: CsvRow, line: number, text: string) => void
}

// At least one of these is a column of every file that the exchange format knows.
const keyColumns = ['number', 'principal', 'account', 'id']

/**
 * Reads a CSV file with a header into a handler; rows that cannot be read are rejected into `tally`.
 * Throws an input error for a header that is missing, or that names a column twice.
 */
export async function readCsv(path: string, tally: FileTally, watch: Watch, handler: CsvHandler): Promise<LinesRead> {
  const records = assembleRecords(tally.refuse)
  let columns: readonly CsvColumn[] | undefined
  const lines = await readLines(path, { line: records.line, bad: records.bad, drain }, watch)
  records.end()
  return lines

  async function drain(): Promise<void> {
    const whole = records.takeWhole()
    const cells = parseRecords(whole)
    for (const [index, record] of whole.entries()) {
      const own = cells[index]
      if (columns === undefined) columns = await takeHeader(own)
      else takeRecord(columns, record, own)
    }
  }

  async function takeHeader(cells: readonly string[] | undefined): Promise<readonly CsvColumn[]> {
    const names = cells?.map((cell) => cell.trim()) ?? []
    const fault = headerFault(basename(path), names)
    if (fault !== undefined) throw fault
    await handler.columns?.(names)
    return columnsOf(names)
  }

  function takeRecord(of: readonly CsvColumn[], { text, line }: CsvRecord, cells: readonly string[] | undefined): void {
    const faults = recordFaults(of, cells)
    if (faults.length > 0) tally.refuse(line, faults, text)
    if (cells?.length !== of.length) return
    const row = rowOf(of, cells)
    if (faults.length === 0) handler.take(row, line, text)
    else handler.spoilt?.(row, line, text)
  }
}

function recordFaults(columns: readonly CsvColumn[], cells: readonly string[] | undefined): readonly Fault[] {
  if (cells === undefined) return [quoteMisplaced]
  return cells.length === columns.length ? formulaFaults(columns, cells) : [cellsDisagree(cells.length, columns.length)]
}

function headerFault(file: string, names: readonly string[]): TicketboundError | undefined {
  const context = { file }
  if (!names.some((name) => keyColumns.includes(name))) {
    const message = `${quote(file)} has no header: its first line names none of ${keyColumns.join(', ')}`
    const help = 'let the first line name the columns as the exchange format does, separated by commas'
    return inputError({ code: 'csv-header-missing', message, help, context })
  }
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) {
    const message = `${quote(file)} names the column ${quote(repeated)} twice`
    return inputError({ code: 'csv-header-repeated', message, help: 'give each column a name of its own', context })
  }
  return undefined
}

function cellsDisagree(cells: number, columns: number): Fault {
  return {
    code: 'csv-cells-disagree',
    message: `the record has ${cells} cells where the header names ${columns} columns`,
    help: 'put a cell that holds a comma or a line break in quotes, and leave no cell out',
  }
}
