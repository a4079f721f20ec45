import type { RawRow } from '../raw-row.ts'
import type { PageAnswer } from '../wire/envelope.ts'
import type { PageRequest, ServiceNowClient } from '../wire/servicenow-client.ts'

/** A row of the model: what it holds, and whether the account may see it. */
export interface ModelRow {
  readonly row: RawRow
  readonly hidden?: boolean
  /** Damages every answer that holds more of it than its key. */
  readonly unreadable?: boolean
}

/** How the model's instance behaves. */
export interface ModelHabits {
  /** How the database orders and compares text. */
  readonly collation?: 'binary' | 'letters-first'
  /** How it orders text, where that is not how it compares it. */
  readonly ordersAs?: 'binary' | 'letters-first'
  /** Called before each page is answered: what happens meanwhile. */
  readonly meanwhile?: (rows: Map<string, ModelRow>, nth: number) => void
  /** Pages with more rows than this are damaged. */
  readonly mostRows?: number
  readonly withoutTotal?: boolean
  readonly withoutCount?: boolean
  /** Comparisons that the instance leaves out of a query, by how they begin; `ORDERBY` leaves out the order. */
  readonly ignores?: readonly string[]
  readonly fieldsHidden?: readonly string[]
  readonly refuses?: number
}

/** A table in memory that is read as the Table API reads it: limit and count before ACLs, and in its own order. */
export interface TableModel {
  readonly client: ServiceNowClient
  readonly rows: Map<string, ModelRow>
  readonly asked: PageRequest[]
}

/** Makes a table of these rows. */
export function createTableModel(given: readonly ModelRow[], habits: ModelHabits = {}): TableModel {
  const rows = new Map(given.map((one) => [one.row.sys_id ?? '', one]))
  const asked: PageRequest[] = []
  const compare = habits.collation === 'letters-first' ? lettersFirst : binary
  const inOrder = habits.ordersAs === undefined ? compare : habits.ordersAs === 'binary' ? binary : lettersFirst

  function matching(query: string): ModelRow[] {
    const parts = query.split('^').filter((part) => !habits.ignores?.some((begin) => part.startsWith(begin)))
    const order = parts.filter((part) => part.startsWith('ORDERBY')).map((part) => part.slice('ORDERBY'.length))
    const conditions = joinAlternatives(parts.filter((part) => part !== '' && !part.startsWith('ORDERBY')))
    return [...rows.values()]
      .filter(({ row }) => conditions.every((either) => either.some((part) => holds(row, part, compare))))
      .sort((a, b) => order.reduce((sofar, name) => sofar || inOrder(a.row[name] ?? '', b.row[name] ?? ''), 0))
  }

  async function page(request: PageRequest): Promise<PageAnswer> {
    asked.push(request)
    habits.meanwhile?.(rows, asked.length)
    const { query, fields, limit, offset = 0 } = request
    if (habits.refuses !== undefined) return { kind: 'refused', status: habits.refuses, message: 'no' }
    const all = matching(query)
    const window = all.slice(offset, offset + limit).filter(({ hidden }) => hidden !== true)
    const whole = fields.length > 2
    if (whole && window.length > (habits.mostRows ?? Infinity)) return { kind: 'damaged', because: 'it was cut' }
    if (whole && window.some(({ unreadable }) => unreadable)) return { kind: 'damaged', because: 'it was cut' }
    const total = habits.withoutTotal ? undefined : all.length
    return { kind: 'page', rows: window.map(({ row }) => shown(row, fields)), total }
  }

  function shown(row: RawRow, fields: readonly string[]): RawRow {
    const names = fields.filter((name) => row[name] !== undefined && !habits.fieldsHidden?.includes(name))
    return Object.fromEntries(names.map((name) => [name, row[name] ?? '']))
  }

  async function count(_table: string, query: string): Promise<number | undefined> {
    return habits.withoutCount ? undefined : matching(query).length
  }

  return { client: { ...noOther, page, count }, rows, asked }
}

const notAsked = () => Promise.reject(new Error('the model does not answer this'))

const noOther: ServiceNowClient = {
  page: notAsked,
  count: notAsked,
  record: notAsked,
  insert: notAsked,
  update: notAsked,
  importRow: notAsked,
  usage: () => ({ requests: 0, retries: 0, waitedMs: 0, bytes: 0 }),
  close: () => undefined,
}

function joinAlternatives(parts: readonly string[]): string[][] {
  const joined: string[][] = []
  for (const part of parts) {
    if (part.startsWith('OR')) joined.at(-1)?.push(part.slice(2))
    else joined.push([part])
  }
  return joined
}

type Compare = (a: string, b: string) => number

function holds(row: RawRow, part: string, compare: Compare): boolean {
  const match = /^([a-z0-9_.]+)(>=|<=|!=|=|>|<|ISEMPTY|ISNOTEMPTY|IN)(.*)$/.exec(part)
  if (!match) throw new Error(`the model does not know ${part}`)
  const [, name = '', operator, value = ''] = match
  const text = row[name] ?? ''
  if (operator === 'ISEMPTY') return text === ''
  if (operator === 'ISNOTEMPTY') return text !== ''
  if (operator === 'IN') return value.split(',').includes(text)
  // An empty value is NULL to a database, which no comparison holds for.
  if (text === '') return false
  const order = compare(text, value)
  if (operator === '>') return order > 0
  if (operator === '>=') return order >= 0
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return (order === 0) === (operator === '=')
}

function binary(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** An order as a language has it: small before capital letters, and marks after both. */
function lettersFirst(a: string, b: string): number {
  return binary(ranked(a), ranked(b))
}

const alphabet = '0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ _-.:'

function ranked(text: string): string {
  return Array.from(text, (char) => String.fromCharCode(0x100 + alphabet.indexOf(char))).join('')
}
