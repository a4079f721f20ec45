import { createServiceNowClient } from '../../packages/servicenow-sync/src/servicenow/wire/create-servicenow-client.ts'
import { sweep } from '../../packages/servicenow-sync/src/servicenow/wire/sweep.ts'
import type { Behaviours } from '../servers/servicenow/flaws/catalogue.ts'
import { type ServiceNowServer, startServiceNow } from '../servers/servicenow/start-servicenow.ts'
import { createWorld } from '../servers/servicenow/world/create-world.ts'
import { text } from '../servers/servicenow/world/fields.ts'
import type { Row } from '../servers/servicenow/world/row.ts'
import { askPage } from './ask-page.ts'
import { quickHttp } from './quick-http.ts'

const table = 'u_ticket'
const rowCount = 1000
const pageSize = 100
const begin = Date.UTC(2026, 2, 31)

/** Neighbours by key and by the time of their change. */
const isHidden = ({ number = '' }: Row): boolean => number >= 'T0300' && number <= 'T0700'

const flawed: readonly (readonly [what: string, behaviours: Behaviours])[] = [
  ['does everything as documented', {}],
  ['stamps 150 rows with one second', { 'many-ties': { rowsPerStamp: 150 } }],
  ['hides 401 rows in a row', { 'rows-hidden-by-acl': { hides: isHidden, table } }],
  ['hides the last 100 rows', { 'rows-hidden-by-acl': { hides: ({ number = '' }) => number >= 'T0900', table } }],
  ['changes two rows before each page', { 'rows-change-while-paged': { rows: 2 } }],
  ['deletes a row before each page', { 'rows-vanish-while-paged': { rows: 1 } }],
  ['cancels every third transaction with 200', { 'cancelled-200': { every: 3 } }],
  ['cuts every third answer off', { 'damaged-200': { every: 3, as: 'cut' } }],
  ['leaves comparisons out of queries', { 'range-queries-refused': { as: 'ignored' } }],
  ['refuses every third request with 429', { 'rate-limited': { every: 3 } }],
]

/** What a way of reading brought. */
interface Brought {
  /** The keys, as often as they came. */
  readonly ids: readonly string[]
  /** Nothing where it says that this is all. */
  readonly doubt?: string
}

type Way = (server: ServiceNowServer) => Promise<Brought>

const ways: readonly (readonly [name: string, way: Way])[] = [
  ['this reading', readBySweep],
  ['offsets, until a page is short', (server) => readByOffset(server, (page) => page.length < pageSize)],
  ['offsets, until a page is empty', (server) => readByOffset(server, (page) => page.length === 0)],
  ['`sys_updated_on>` the last', readByUpdates],
]

/** Reads the same table in each way from one flawed instance after another, and gives what came of it as a table. */
export async function comparisonTable(): Promise<string> {
  const head = ['the instance …', 'rows to see', ...ways.map(([name]) => name)]
  // Each has an instance of its own, so that they can go side by side.
  const lines = await Promise.all(flawed.map(([what, behaviours]) => compare(what, behaviours)))
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

async function compare(what: string, behaviours: Behaviours): Promise<readonly string[]> {
  const cells: string[] = []
  let expected = 0
  for (const [, way] of ways) {
    const server = await start(behaviours)
    try {
      const brought = await way(server)
      const there = visible(server, behaviours)
      if (way === readBySweep) expected = there.size
      cells.push(sayBrought(brought, there, there.size === server.world.count(table)))
    } finally {
      await server.close()
    }
  }
  return [what, String(expected), ...cells]
}

async function start(behaviours: Behaviours): Promise<ServiceNowServer> {
  let at = begin
  const world = createWorld({ now: () => at })
  world.define({ name: table, fields: [text('number')] })
  for (let n = 0; n < rowCount; n += 1) {
    at += 1000
    const number = `T${String(n).padStart(4, '0')}`
    world.insert(table, { number, sys_id: n.toString(16).padStart(32, '0') })
  }
  at = Date.UTC(2026, 3, 2)
  world.now = () => {
    at += 1000
    return at
  }
  return startServiceNow({ world, behaviours })
}

/** What can be seen, and was there from the first page to the last. */
function visible({ world }: ServiceNowServer, behaviours: Behaviours): ReadonlySet<string> {
  const { 'rows-hidden-by-acl': hidden } = behaviours
  const hides = typeof hidden === 'object' ? hidden.hides : undefined
  return new Set(world.rows(table).flatMap((row) => (hides?.(row, table) ? [] : [row.sys_id ?? ''])))
}

/** What nobody was told is missing is set in bold. */
function sayBrought({ ids, doubt }: Brought, there: ReadonlySet<string>, areAllVisible: boolean): string {
  const missing = there.size - new Set(ids.filter((id) => there.has(id))).size
  const twice = ids.length - new Set(ids).size
  const rows = [missing === 0 ? 'all' : `${missing} missing`, ...(twice === 0 ? [] : [`${twice} twice`])].join(', ')
  if (doubt !== undefined) return `${rows}; ${doubt}`
  return missing === 0 && areAllVisible ? `${rows}; “complete”` : `**${rows}; “complete”**`
}

async function readBySweep(server: ServiceNowServer): Promise<Brought> {
  const http = quickHttp(server.url)
  const ids: string[] = []
  const fields = ['sys_id', 'number']
  const request = { table, fields, by: 'sys_id', until: '2026-04-01 00:00:00', pageSize, require: fields } as const
  try {
    const pages = sweep(createServiceNowClient(http), { ...request, accepts: () => true })
    for (;;) {
      const next = await pages.next()
      if (next.done)
        return { ids, ...(next.value.reason !== undefined && { doubt: `not complete: ${next.value.reason}` }) }
      ids.push(...next.value.rows.map((row) => row.sys_id ?? ''))
    }
  } catch (error) {
    return { ids, doubt: `fails with \`${String(Reflect.get(Object(error), 'code'))}\`` }
  } finally {
    http.close()
  }
}

async function readByOffset(server: ServiceNowServer, isEnd: (page: readonly Row[]) => boolean): Promise<Brought> {
  const ids: string[] = []
  for (let offset = 0; ; offset += pageSize) {
    const page = await askPage(server, { table, query: 'ORDERBYsys_updated_on', limit: pageSize, offset })
    ids.push(...page.map((row) => row.sys_id ?? ''))
    if (isEnd(page)) return { ids }
  }
}

/** So many pages are ten times the table. */
const mostPages = 100

async function readByUpdates(server: ServiceNowServer): Promise<Brought> {
  const ids: string[] = []
  let last = ''
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = `${last === '' ? '' : `sys_updated_on>${last}^`}ORDERBYsys_updated_on`
    const page = await askPage(server, { table, query, limit: pageSize })
    ids.push(...page.map((row) => row.sys_id ?? ''))
    if (page.length === 0) return { ids }
    last = page.at(-1)?.sys_updated_on ?? ''
  }
  return { ids, doubt: 'never ends' }
}
