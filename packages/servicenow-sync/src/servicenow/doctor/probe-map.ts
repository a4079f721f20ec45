import { TicketboundError } from '../../errors.ts'
import type { ItemRule, ServiceNowMap } from '../map/servicenow-map.ts'
import type { RawRow } from '../raw-row.ts'
import { and, type Comparison, type EncodedQuery, field, or } from '../wire/encoded-query.ts'
import { type Look, look } from './look.ts'
import type { Asking } from './probe-table.ts'

/** What an instance has of what the map names. */
export interface MapProbes {
  readonly map: ServiceNowMap
  /** Catalogue items that the map could mean; a failure where they cannot be read. */
  readonly items: Look
  /** Items that cannot be asked for, because their names would change the question. */
  readonly unsafe: readonly string[]
  /** Choices of states and approvals. */
  readonly choices: Look
}

const rowsAtOnce = 1000
/** So many names fit into one question, however long they are. */
const namesAtOnce = 8

/** Asks for the items that the map names, and for the states that tickets and approvals can be in. */
export async function probeMap(asking: Asking, map: ServiceNowMap): Promise<MapProbes> {
  const { safe, unsafe } = sorted(map.items)
  return { map, items: await askItems(asking, safe), unsafe, choices: await askChoices(asking) }
}

function sorted(items: readonly ItemRule[]) {
  const names = new Set(
    items.filter(({ table, item }) => table === 'sc_req_item' && item !== '*').map(({ item }) => item),
  )
  const safe: Comparison[] = []
  const unsafe: string[] = []
  for (const name of names) {
    try {
      safe.push(field('name').is(name))
      if (/^[0-9a-f]{32}$/.test(name)) safe.push(field('sys_id').is(name))
    } catch (error) {
      if (!(error instanceof TicketboundError)) throw error
      unsafe.push(name)
    }
  }
  return { safe, unsafe }
}

async function askItems({ client, signal }: Asking, asked: readonly Comparison[]): Promise<Look> {
  const rows: RawRow[] = []
  for (let at = 0; at < asked.length; at += namesAtOnce) {
    const [first, ...others] = asked.slice(at, at + namesAtOnce)
    if (first === undefined) break
    const page = await look(client, items(or(first, ...others)), signal)
    if (page.kind !== 'page') return page
    rows.push(...page.rows)
  }
  return { kind: 'page', rows, total: rows.length }
}

function items(query: EncodedQuery) {
  return { table: 'sc_cat_item', query, fields: ['sys_id', 'name', 'active'], limit: rowsAtOnce }
}

function askChoices({ client, signal }: Asking): Promise<Look> {
  const tables = ['sc_req_item', 'sc_task', 'change_request', 'task', 'sysapproval_approver']
  const query = and(field('name').in(tables), field('element').is('state'))
  const fields = ['sys_id', 'name', 'element', 'value', 'label']
  return look(client, { table: 'sys_choice', query, fields, limit: rowsAtOnce }, signal)
}
