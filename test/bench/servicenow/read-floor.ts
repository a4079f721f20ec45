import http from 'node:http'
import { text } from 'node:stream/consumers'
import type { RawRow } from '../../../packages/servicenow-sync/src/servicenow/raw-row.ts'
import { given, type Reading } from './bench-client.ts'
import { benchTable } from './bench-table.ts'
import { createSeenRows } from './seen-rows.ts'

/*
 * The floor: the same pages, so many at once, over plain kept connections, and JSON.parse. It knows beforehand how many
 * rows there are, asks by offset, and doubts nothing.
 */
const { url, rows, pageSize, concurrency } = given<Reading>()
const agent = new http.Agent({ keepAlive: true, maxSockets: concurrency })
const headers = {
  accept: 'application/json',
  authorization: `Basic ${Buffer.from('ticketbound.reader:reader').toString('base64')}`,
}
const seen = createSeenRows(rows)
let offset = 0

const begun = performance.now()
await Promise.all(Array.from({ length: concurrency }, readOn))
const seconds = (performance.now() - begun) / 1000
console.log(JSON.stringify({ rows, seconds, faults: seen.faults(), requests: Math.ceil(rows / pageSize) }))
agent.destroy()

async function readOn(): Promise<void> {
  while (offset < rows) {
    const mine = offset
    offset += pageSize
    seen.take(await page(mine))
  }
}

async function page(from: number): Promise<readonly RawRow[]> {
  const asked = new URL('/api/now/v2/table/sc_req_item', url)
  asked.searchParams.set('sysparm_query', 'ORDERBYsys_id')
  asked.searchParams.set('sysparm_fields', benchTable().spec.fields.join(','))
  asked.searchParams.set('sysparm_exclude_reference_link', 'true')
  asked.searchParams.set('sysparm_suppress_pagination_header', 'true')
  asked.searchParams.set('sysparm_limit', String(pageSize))
  asked.searchParams.set('sysparm_offset', String(from))
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
  http.get(asked, { agent, headers }, resolve).once('error', reject)
  const answer = await promise
  if (answer.statusCode !== 200) throw new Error(`status ${answer.statusCode}`)
  const { result } = JSON.parse(await text(answer)) as { readonly result: readonly RawRow[] }
  return result
}
