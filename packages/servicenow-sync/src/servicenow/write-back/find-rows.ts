import type { TicketboundError } from '../../errors.ts'
import type { RawRow } from '../raw-row.ts'
import { field, splitIn } from '../wire/encoded-query.ts'
import type { RecordClient } from './record-client.ts'
import { hidden, keyIgnored, keyTwice, notReadable, notWhole } from './refusals.ts'

/** What rows are looked for by. */
export interface RowKey {
  readonly table: string
  /** The column that tells one row from another. */
  readonly column: string
  readonly fields: readonly string[]
}

/** So many rows more are asked for than there should be, so that a key that is there twice is seen. */
const spare = 20

/**
 * Finds the rows of many keys. A key that several rows have, or whose row is counted and not shown, has an error.
 * Throws where the table cannot be read, or cannot be asked for that column.
 */
export async function findRows(
  client: Pick<RecordClient, 'page'>,
  key: RowKey,
  values: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, RawRow | TicketboundError>> {
  const found = new Map<string, RawRow | TicketboundError>()
  for (const some of inParts(key.column, values)) {
    for (const [value, row] of await findSome(client, key, some, signal)) found.set(value, row)
  }
  return found
}

/** As many at a time as a query has room for. */
function inParts(column: string, values: readonly string[]): readonly (readonly string[])[] {
  const queries = splitIn(column, values)
  return queries.map((query) => query.slice(`${column}IN`.length).split(','))
}

async function findSome(
  client: Pick<RecordClient, 'page'>,
  key: RowKey,
  values: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, RawRow | TicketboundError>> {
  const { table, column } = key
  const [only] = values
  const asking = field(column)
  const query = only !== undefined && values.length === 1 ? asking.is(only) : asking.in(values)
  const fields = ['sys_id', ...new Set([column, ...key.fields])]
  const limit = values.length + spare
  const answer = await client.page({ table, query, fields, limit }, signal)
  if (answer.kind === 'refused') throw notReadable(table, answer.status, answer.message)
  if (answer.kind === 'damaged') throw notWhole(table, answer.because)
  const asked = new Set(values)
  const rows = Map.groupBy(answer.rows, (row) => row[column] ?? '')
  // ServiceNow: a query on a column that it does not know is left out, and then every row matches.
  if ([...rows.keys()].some((value) => !isAsked(value, asked))) throw keyIgnored(table, column)
  const found = new Map<string, RawRow | TicketboundError>()
  for (const [value, [first, second]] of rows) {
    if (!asked.has(value) || first === undefined) continue
    found.set(value, second === undefined ? first : keyTwice(table, column, value))
  }
  // ServiceNow: rows are counted before ACLs take them out.
  if ((answer.total ?? 0) <= answer.rows.length) return found
  if (only !== undefined && values.length === 1) return new Map([[only, hidden(table, column)]])
  return oneByOne(client, key, values, signal)
}

/** The database compares without regard to case; a row that differs only in that is another one, and no fault. */
function isAsked(value: string, asked: ReadonlySet<string>): boolean {
  if (asked.has(value)) return true
  return value !== '' && [...asked].some((each) => each.toLowerCase() === value.toLowerCase())
}

async function oneByOne(
  client: Pick<RecordClient, 'page'>,
  key: RowKey,
  values: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, RawRow | TicketboundError>> {
  const found = new Map<string, RawRow | TicketboundError>()
  for (const value of values) {
    for (const [asked, row] of await findSome(client, key, [value], signal)) found.set(asked, row)
  }
  return found
}
