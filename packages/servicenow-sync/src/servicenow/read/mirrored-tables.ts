import type { ServiceNowMap } from '../map/servicenow-map.ts'
import { tablesFor } from '../map/tables-for.ts'
import { rememberDecision, rememberTicket } from '../mirror/remember.ts'
import type { MirroredTable } from '../mirror/sync-table.ts'
import type { RawRow } from '../raw-row.ts'
import type { NeededFor, TableSpec } from '../table-spec.ts'
import { encodedLength, field } from '../wire/encoded-query.ts'

/** Of a query, as much as a filter may take: order and bounds need room, too. */
const longestFilter = 1200

/**
 * The tables that are read for some purposes, each once with everything that any of them needs of it. `items` are the
 * catalogue items that are mapped; nothing stands for all of them.
 */
export function mirroredTables(
  map: ServiceNowMap,
  purposes: readonly NeededFor[],
  items?: ReadonlySet<string>,
): readonly MirroredTable[] {
  const specs = new Map<string, TableSpec>()
  for (const purpose of purposes) {
    for (const spec of tablesFor(map, purpose)) {
      const known = specs.get(spec.table)
      specs.set(spec.table, known === undefined ? spec : { ...spec, fields: unite(known.fields, spec.fields) })
    }
  }
  return [...specs.values()]
    .filter((spec) => !isByItem(spec) || items?.size !== 0)
    .map((spec) => toMirrored(spec, items))
}

function unite(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])].sort()
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

function narrowed(
  spec: TableSpec,
  items: ReadonlySet<string> | undefined,
): Pick<MirroredTable, 'filter' | 'accepts' | 'keeps'> {
  const { filter } = spec
  if (filter === undefined) return {}
  if (filter === 'sysapproval.sys_class_name') return narrowedTo(filter, ticketClasses)
  return isByItem(spec) && items !== undefined ? narrowedTo(filter, items) : {}
}

/** More values than a query holds are sorted out on our side. */
function narrowedTo(name: string, values: ReadonlySet<string>): Pick<MirroredTable, 'filter' | 'accepts' | 'keeps'> {
  const holds = (row: RawRow): boolean => values.has(row[name] ?? '')
  const filter = field(name).in([...values].sort())
  if (encodedLength(filter) > longestFilter) return { keeps: holds }
  return { filter, accepts: holds }
}
