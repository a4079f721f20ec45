import type { TicketTable } from '../map/servicenow-map.ts'
import { createNames, type Names } from '../meaning/names.ts'
import type { TicketFacts, TicketHistory } from '../meaning/ticket-facts.ts'
import { toRequestRows } from '../meaning/to-request-rows.ts'
import type { MirroredRow, TableCopy } from '../mirror/mirror.ts'
import type { MirroredTable } from '../mirror/mirrored-table.ts'
import type { RawRow } from '../raw-row.ts'
import { partsOfTickets } from '../schema.ts'
import type { Instance, Watch } from './instance.ts'
import { copiesOf, isEachKnown } from './known-copies.ts'
import { mirroredTables } from './mirrored-tables.ts'
import type { RecordsRead } from './records-read.ts'
import { syncAll } from './sync-all.ts'

const ticketTables: readonly TicketTable[] = ['sc_req_item', 'change_request']

/** Reads the tickets of an instance, each with all that belongs to it, in the order of their keys. */
export async function readRequests(instance: Instance, watch: Watch): Promise<RecordsRead> {
  const { map } = instance
  const catalogue = await mappedItems(instance, watch)
  const wanted = ticketParts(instance, catalogue.items)
  const [tickets, parts] = partition(wanted, ({ spec }) => ticketTables.some((table) => table === spec.table))
  // A ticket that is newer than what belongs to it looks as if nobody had approved it, so tickets come last, or not at all.
  const ofParts = await syncAll(instance, parts, watch)
  const ofTickets = ofParts.failure === undefined ? await syncAll(instance, tickets, watch) : noTickets
  const failure = catalogue.failure ?? ofParts.failure ?? ofTickets.failure
  const copies = copiesOf(instance, wanted)
  return {
    failure,
    // The catalogue's table is among the parts, too.
    reasons: [...new Set([catalogue, ofParts, ofTickets].flatMap(({ reasons }) => reasons))],
    records: failure === undefined || isEachKnown(instance, wanted) ? ticketsOf(copies, map) : [],
  }
}

const noTickets = { reasons: [], failure: undefined } as const

function ticketParts(instance: Instance, items: Catalogue['items']): readonly MirroredTable[] {
  const tables = mirroredTables(instance, 'requests', items)
  const links = tables.find(({ spec }) => spec.table === 'sc_item_option_mtom')
  const linked = links && { name: 'linked', keeps: isLinked(instance.copy(links)) }
  return tables.map((table) => (table.onlyChanges && linked ? { ...table, sieve: linked } : table))
}

function partition<T>(all: readonly T[], is: (one: T) => boolean): readonly [yes: readonly T[], no: readonly T[]] {
  return [all.filter(is), all.filter((one) => !is(one))]
}

/** Answers are edited on every sort of ticket; only those of tickets that are here are kept. */
function isLinked(links: TableCopy): (answer: RawRow) => boolean {
  return ({ sys_id: id = '' }) => links.ofParent(id).length > 0
}

interface Catalogue {
  /** The `sys_id`s of the items that are mapped; nothing where every item is. */
  readonly items: ReadonlySet<string> | undefined
  readonly reasons: readonly string[]
  readonly failure: RecordsRead['failure']
}

/** The map speaks of items by name, tickets by key. */
async function mappedItems(instance: Instance, watch: Watch): Promise<Catalogue> {
  const wanted = instance.map.items.filter(({ table }) => table === 'sc_req_item').map(({ item }) => item)
  const table = mirroredTables(instance, 'requests').find(({ spec }) => spec.table === 'sc_cat_item')
  if (table === undefined) return { items: undefined, reasons: [], failure: undefined }
  const { reasons, failure } = await syncAll(instance, [table], watch)
  const items = new Set<string>()
  const missing = new Set(wanted.filter((item) => item !== '*'))
  for (const { row } of instance.copy(table).rows()) {
    const names = [row.sys_id ?? '', (row.name ?? '').trim()].filter((name) => wanted.includes(name))
    if (names.length > 0) items.add(row.sys_id ?? '')
    for (const name of names) missing.delete(name)
  }
  // An instance that did not answer has not said that there is no such item.
  const unanswered = failure === undefined ? [...missing] : []
  const unknown = unanswered.map((item) => `the instance shows no catalogue item \`${item}\``)
  return { items: wanted.includes('*') ? undefined : items, reasons: [...reasons, ...unknown], failure }
}

function* ticketsOf(copies: ReadonlyMap<string, TableCopy>, map: Instance['map']): RecordsRead['records'] {
  const names = namesOf(copies, map)
  for (const table of ticketTables) {
    for (const ticket of copies.get(table)?.rows() ?? []) {
      const facts = factsOf(table, ticket, copies)
      yield { table, record: ticket.row, ...toRequestRows(facts, map, names) }
    }
  }
}

function namesOf(copies: ReadonlyMap<string, TableCopy>, map: Instance['map']): Names {
  const named = [...copies].filter(([table]) => !partsOfTickets.has(table))
  return createNames(new Map(named.map(([table, copy]) => [table, rowsOf(copy)] as const)), map.people)
}

function* rowsOf(copy: TableCopy): Generator<RawRow> {
  for (const { row } of copy.rows()) yield row
}

function factsOf(
  table: TicketTable,
  { row: ticket, memory }: MirroredRow,
  copies: ReadonlyMap<string, TableCopy>,
): TicketFacts {
  const children = (name: string, ...parents: readonly (string | undefined)[]): readonly MirroredRow[] =>
    parents.flatMap((parent) => (parent ? (copies.get(name)?.ofParent(parent) ?? []) : []))
  const { sys_id: id, request: order } = ticket
  const request =
    table === 'sc_req_item' && order ? (copies.get('sc_request')?.row(order)?.row ?? undefined) : undefined
  const groupApprovals = children('sysapproval_group', id, order)
  const approvals = children('sysapproval_approver', id, order, ...groupApprovals.map(({ row }) => row.sys_id))
  const answers = children('sc_item_option_mtom', id).map(({ row }) => row)
  const options = answers.flatMap((row) => copies.get('sc_item_option')?.row(row['sc_item_option.sys_id'] ?? '') ?? [])
  const first = approvals.flatMap(({ row, memory: known }) =>
    known?.first ? [[row.sys_id ?? '', known.first] as const] : [],
  )
  return {
    table,
    ticket,
    ...(request && { request }),
    tasks: children('sc_task', id).map(({ row }) => row),
    answers,
    options: options.map(({ row }) => row),
    cells: children('sc_multi_row_question_answer', id).map(({ row }) => row),
    approvals: approvals.map(({ row }) => row),
    groupApprovals: groupApprovals.map(({ row }) => row),
    history: historyOf(memory, first),
  }
}

function historyOf(memory: MirroredRow['memory'], first: readonly (readonly [string, RawRow])[]): TicketHistory {
  const { reopenedAt, closedAtBefore, fieldChanges } = memory ?? {}
  const changes = Object.entries(fieldChanges ?? {}).map(([field, at]) => ({ field, at }))
  return {
    ...(reopenedAt !== undefined && { reopenedAt }),
    ...(closedAtBefore !== undefined && { closedAtBefore }),
    ...(changes.length > 0 && { fieldChanges: changes }),
    ...(first.length > 0 && { firstDecisions: new Map(first) }),
  }
}
