import { type Fault, quote } from '@ticketbound/core'

/** A CSV record as the exchange format's NDJSON would have it. */
export type CsvRow = Record<string, unknown>

type ColumnKind = 'text' | 'truth' | 'list' | 'memberships' | 'gate'

/** A CSV column, and how its cells become a value. */
export interface CsvColumn {
  readonly name: string
  readonly kind: ColumnKind
}

const kinds: ReadonlyMap<string, ColumnKind> = new Map([
  ['active', 'truth'],
  ['via', 'list'],
  ['peers', 'list'],
  ['entitlements', 'list'],
  ['roles', 'memberships'],
  ['groups', 'memberships'],
  ['gate.passedAt', 'gate'],
  ['gate.verdict', 'gate'],
])

/** Gives the columns that a header names. */
export function columnsOf(names: readonly string[]): readonly CsvColumn[] {
  return names.map((name) => ({ name, kind: kinds.get(name) ?? 'text' }))
}

/** Makes a row of a record's cells: an empty cell is an absent field. */
export function rowOf(columns: readonly CsvColumn[], cells: readonly string[]): CsvRow {
  const row: CsvRow = {}
  for (const [index, { name, kind }] of columns.entries()) {
    const cell = cells[index]
    if (cell === undefined || cell === '') continue
    if (kind === 'text') row[name] = cell
    else if (kind === 'gate') row.gate = { ...asObject(row.gate), [name.slice('gate.'.length)]: cell }
    else row[name] = cellValue(kind, cell)
  }
  return row
}

/** Names the cells that a spreadsheet would run as a formula; such a file may harm whoever opens it. */
export function formulaFaults(columns: readonly CsvColumn[], cells: readonly string[]): readonly Fault[] {
  if (!cells.some(looksLikeFormula)) return []
  const faults: Fault[] = []
  for (const [index, { name }] of columns.entries()) {
    const cell = cells[index]
    if (cell !== undefined && looksLikeFormula(cell)) faults.push(cellLooksLikeFormula(name, cell))
  }
  return faults
}

function cellValue(kind: 'truth' | 'list' | 'memberships', cell: string): unknown {
  if (kind === 'truth') return truthOf(cell)
  const items = cell.split(';').map((item) => item.trim())
  return kind === 'list' ? items : items.map((id) => ({ id }))
}

// Spreadsheets write truth values in capitals. Anything else stays a text, which the row's reader then refuses.
function truthOf(cell: string): boolean | string {
  if (cell === 'true' || cell === 'TRUE') return true
  return cell === 'false' || cell === 'FALSE' ? false : cell
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}

function looksLikeFormula(cell: string): boolean {
  switch (cell.charCodeAt(0)) {
    case 0x3d: // =
    case 0x2b: // +
    case 0x2d: // -
    case 0x40: // @
    case 0x09: // tab
    case 0x0d: // carriage return
      return true
    default:
      return false
  }
}

function cellLooksLikeFormula(field: string, cell: string): Fault {
  return {
    code: 'cell-looks-like-formula',
    field,
    message: `${quote(cell)} begins like a formula`,
    help: 'spreadsheets run such cells; export the value as plain text or use NDJSON',
  }
}
