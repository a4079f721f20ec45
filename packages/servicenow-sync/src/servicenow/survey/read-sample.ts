import type { ItemFacts } from '../map/instance-facts.ts'
import type { ServiceNowMap, TicketTable } from '../map/servicenow-map.ts'
import { tablesFor } from '../map/tables-for.ts'
import { createNames, type Names } from '../meaning/names.ts'
import type { TicketFacts } from '../meaning/ticket-facts.ts'
import { type RawRow, textIn } from '../raw-row.ts'
import { partsOfTickets } from '../schema.ts'
import type { TableSpec } from '../table-spec.ts'
import { splitIn } from '../wire/encoded-query.ts'
import type { Gap } from './gap.ts'
import { keysIn, keysOf } from './keys-in.ts'
import { readLatest } from './read-latest.ts'
import { type Looking, type Narrowed, type RowsRead, readRows } from './read-rows.ts'

/** Some tickets with all that belongs to them, and what records are called. */
export interface Sample {
  readonly tickets: readonly TicketFacts[]
  readonly names: Names
  readonly gaps: readonly Gap[]
}

/** What a sample is taken of. */
export interface SampleOf {
  readonly map: ServiceNowMap
  /** The catalogue, by which the names of items are their keys. */
  readonly items: readonly ItemFacts[]
  /** How many tickets of each table at most. */
  readonly most: number
}

/** Reads the latest tickets of the items that a map speaks of, each as a night would read it, without its history. */
export async function readSample(looking: Looking, { map, items, most }: SampleOf): Promise<Sample> {
  const specs = new Map(tablesFor(map, 'requests').map((spec) => [spec.table, spec] as const))
  const gaps: Gap[] = []
  const taken = (read: RowsRead): readonly RawRow[] => {
    gaps.push(...read.gaps)
    return read.rows
  }
  const of: ReadOf = async (table, column, keys) => {
    const spec = specs.get(table)
    return spec === undefined ? [] : taken(await readByKey(looking, spec, column, keys))
  }
  const changes = specs.get('change_request')
  const changed = changes === undefined ? [] : taken(await readLatest(looking, changes, most))
  const ordered = taken(await readOrdered(looking, specs.get('sc_req_item'), mappedItems(map, items), most))
  const belonging = await readBelonging(ordered, changed, of)
  const keys = keysIn([...ordered, ...changed, ...belonging.all])
  const named = [...specs.keys()].filter((table) => !partsOfTickets.has(table) && !readElsewhere.has(table))
  const tables = await Promise.all(named.map(async (table) => [table, await of(table, 'sys_id', keys)] as const))
  const catalogue = items.map(({ sysId, name }): RawRow => ({ sys_id: sysId, name }))
  return {
    tickets: [
      ...ordered.map((ticket) => factsOf('sc_req_item', ticket, belonging)),
      ...changed.map((ticket) => factsOf('change_request', ticket, belonging)),
    ],
    names: createNames(new Map([...tables, ['sc_cat_item', catalogue]]), map.people),
    gaps,
  }
}

/** Reads the rows of a table that have one of these keys in a column; none of a table that the map does not need. */
type ReadOf = (table: string, column: string, keys: ReadonlySet<string>) => Promise<readonly RawRow[]>

async function readBelonging(
  ordered: readonly RawRow[],
  changed: readonly RawRow[],
  of: ReadOf,
): Promise<Belonging & { readonly all: readonly RawRow[] }> {
  const ids = keysOf([...ordered, ...changed], 'sys_id')
  const orders = keysOf(ordered, 'request')
  const [requests, tasks, answers, cells, groupApprovals] = await Promise.all([
    of('sc_request', 'sys_id', orders),
    of('sc_task', 'request_item', ids),
    of('sc_item_option_mtom', 'request_item', ids),
    of('sc_multi_row_question_answer', 'parent_id', ids),
    of('sysapproval_group', 'parent', united(ids, orders)),
  ])
  const approved = united(ids, orders, keysOf(groupApprovals, 'sys_id'))
  const approvals = [
    ...(await of('sysapproval_approver', 'sysapproval', approved)),
    ...(await of('sysapproval_approver', 'document_id', approved)),
  ]
  return {
    requests: by('sys_id', requests),
    tasks: by('request_item', tasks),
    answers: by('request_item', answers),
    cells: by('parent_id', cells),
    groupApprovals: by('parent', groupApprovals),
    approvals: by('sysapproval', approvals, 'document_id'),
    all: [...requests, ...answers, ...cells, ...groupApprovals, ...approvals],
  }
}

function united(...sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]))
}

/** The catalogue was read before, and choices name nothing. */
const readElsewhere: ReadonlySet<string> = new Set(['sc_cat_item', 'sys_choice'])

/** The keys of the items that the map speaks of; nothing where it speaks of every item. */
function mappedItems({ items: rules }: ServiceNowMap, items: readonly ItemFacts[]): ReadonlySet<string> | undefined {
  const named = new Set(rules.filter(({ table }) => table === 'sc_req_item').map(({ item }) => item))
  if (named.has('*')) return undefined
  return new Set(items.filter(({ name, sysId }) => named.has(name) || named.has(sysId)).map(({ sysId }) => sysId))
}

async function readOrdered(
  looking: Looking,
  spec: TableSpec | undefined,
  items: ReadonlySet<string> | undefined,
  most: number,
): Promise<RowsRead> {
  if (spec === undefined) return { rows: [], gaps: [] }
  if (items === undefined) return readLatest(looking, spec, most)
  const read = await Promise.all(narrowedBy('cat_item', items).map((part) => readLatest(looking, spec, most, part)))
  const rows = read.flatMap((one) => one.rows)
  rows.sort(({ sys_created_on: one = '' }, { sys_created_on: other = '' }) => (one < other ? 1 : one > other ? -1 : 0))
  return { rows: rows.slice(0, most), gaps: read.flatMap(({ gaps }) => gaps) }
}

async function readByKey(
  looking: Looking,
  spec: TableSpec,
  column: string,
  keys: ReadonlySet<string>,
): Promise<RowsRead> {
  const read = await Promise.all(narrowedBy(column, keys).map((part) => readRows(looking, spec, part)))
  return { rows: read.flatMap(({ rows }) => rows), gaps: read.flatMap(({ gaps }) => gaps) }
}

/** Rows that have one of these keys, in as many questions as it takes. */
function narrowedBy(column: string, keys: ReadonlySet<string>): readonly Narrowed[] {
  const accepts = (row: RawRow): boolean => keys.has(row[column] ?? '')
  return splitIn(column, [...keys].sort()).map((filter) => ({ filter, accepts }))
}

/** What belongs to tickets, by the key of the record that it belongs to. */
interface Belonging {
  readonly requests: Rows
  readonly tasks: Rows
  readonly answers: Rows
  readonly cells: Rows
  readonly groupApprovals: Rows
  readonly approvals: Rows
}

type Rows = ReadonlyMap<string, readonly RawRow[]>

function by(column: string, rows: readonly RawRow[], otherwise = column): Rows {
  return Map.groupBy(rows, (row) => textIn(row, column) ?? textIn(row, otherwise) ?? '')
}

function factsOf(table: TicketTable, ticket: RawRow, belonging: Belonging): TicketFacts {
  const { sys_id: id = '', request: order = '' } = ticket
  const of = (rows: Rows, ...keys: readonly string[]): readonly RawRow[] =>
    keys.flatMap((key) => (key === '' ? [] : (rows.get(key) ?? [])))
  const [request] = of(belonging.requests, order)
  const groupApprovals = of(belonging.groupApprovals, id, order)
  const groups = groupApprovals.map(({ sys_id: group = '' }) => group)
  return {
    table,
    ticket,
    ...(request && { request }),
    tasks: of(belonging.tasks, id),
    answers: of(belonging.answers, id),
    cells: of(belonging.cells, id),
    approvals: of(belonging.approvals, id, order, ...groups),
    groupApprovals,
  }
}
