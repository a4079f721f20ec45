import type { ServiceNowMap } from '../map/servicenow-map.ts'
import { readsOf, tablesFor } from '../map/tables-for.ts'
import type { MirroredTable } from '../mirror/mirrored-table.ts'
import { rememberDecision, rememberTicket } from '../mirror/remember.ts'
import type { RawRow } from '../raw-row.ts'
import type { NeededFor, TableSpec } from '../table-spec.ts'
import { encodedLength, field } from '../wire/encoded-query.ts'

/** Of a query, as much as a filter may take: order and bounds need room, too. */
const longestFilter = 1200

/** What an instance is read for, and what its tickets mean. */
export interface ReadFor {
  readonly map: ServiceNowMap
  /** What all sources together read of it. */
  readonly purposes: readonly NeededFor[]
}

/**
 * The tables that one purpose needs, each with everything that any of the purposes needs of it, so that it is read once.
 * `items` are the catalogue items that are mapped; nothing stands for all of them.
 */
export function mirroredTables(
  { map, purposes }: ReadFor,
  purpose: NeededFor,
  items?: ReadonlySet<string>,
): readonly MirroredTable[] {
  const others = purposes.filter((other) => other !== purpose).flatMap((other) => tablesFor(map, other))
  return tablesFor(map, purpose)
    .filter((spec) => isReadAtNight(spec, map) && !(isByItem(spec) && items?.size === 0))
    .map((spec) =>
      unite(
        spec,
        others.filter(({ table }) => table === spec.table),
      ),
    )
    .map((spec) => toMirrored(spec, items))
}

/** States mean what the map says; what an instance calls them is for who writes the map. */
function isReadAtNight({ table }: TableSpec, { items }: ServiceNowMap): boolean {
  return table !== 'sys_choice' || items.some((rule) => readsOf(rule).some(({ lookup }) => lookup?.table === table))
}

function unite(spec: TableSpec, others: readonly TableSpec[]): TableSpec {
  const all = [spec, ...others]
  const fields = [...new Set(all.flatMap((one) => one.fields))]
  return { ...spec, fields, required: [...new Set(all.flatMap(({ required }) => required))] }
}

/** Whether a table is narrowed to the catalogue items that are mapped. */
function isByItem({ filter = '' }: TableSpec): boolean {
  return filter === 'cat_item' || filter.endsWith('.cat_item')
}

function toMirrored(spec: TableSpec, items: ReadonlySet<string> | undefined): MirroredTable {
  const remembering = rememberers[spec.table]
  return {
    spec,
    ...narrowed(spec, items),
    ...(remembering && { remember: remembering }),
    ...(spec.table === 'sc_item_option' && { onlyChanges: true as const }),
  }
}

const rememberers: Readonly<Record<string, MirroredTable['remember']>> = {
  sc_req_item: rememberTicket,
  change_request: rememberTicket,
  sysapproval_approver: rememberDecision,
}

/** Approvals are given on these sorts of records; those on others are not asked for. */
const ticketClasses: ReadonlySet<string> = new Set(['sc_req_item', 'sc_request', 'change_request', 'sysapproval_group'])

type Narrowing = Pick<MirroredTable, 'filter' | 'accepts' | 'sieve'>

function narrowed(spec: TableSpec, items: ReadonlySet<string> | undefined): Narrowing {
  const { filter } = spec
  if (filter === undefined) return {}
  if (filter === 'sysapproval.sys_class_name') return narrowedTo(filter, ticketClasses)
  return isByItem(spec) && items !== undefined ? narrowedTo(filter, items) : {}
}

/** More values than a query holds are sorted out on our side. */
function narrowedTo(name: string, values: ReadonlySet<string>): Narrowing {
  const keeps = (row: RawRow): boolean => values.has(row[name] ?? '')
  const filter = field(name).in([...values].sort())
  if (encodedLength(filter) > longestFilter) return { sieve: { name: filter, keeps } }
  return { filter, accepts: keeps }
}
