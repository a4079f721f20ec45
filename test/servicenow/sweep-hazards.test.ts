import { afterEach, describe, expect, it } from 'vitest'
import type { RawRow } from '../../packages/servicenow-sync/src/servicenow/raw-row.ts'
import { createServiceNowClient } from '../../packages/servicenow-sync/src/servicenow/wire/create-servicenow-client.ts'
import { field } from '../../packages/servicenow-sync/src/servicenow/wire/encoded-query.ts'
import { sweep } from '../../packages/servicenow-sync/src/servicenow/wire/sweep.ts'
import type { SweepEnd, SweepRequest } from '../../packages/servicenow-sync/src/servicenow/wire/sweep-request.ts'
import type { Behaviours } from '../servers/servicenow/flaws/catalogue.ts'
import { type ServiceNowServer, startServiceNow } from '../servers/servicenow/start-servicenow.ts'
import { createWorld } from '../servers/servicenow/world/create-world.ts'
import { text } from '../servers/servicenow/world/fields.ts'
import { quickHttp } from './quick-http.ts'

const begin = Date.UTC(2026, 2, 31, 17)
const rowCount = 400
const rowsASecond = 7
const until = '2026-04-01 00:00:00'

let server: ServiceNowServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** An instance with one table of tickets, of which seven change in each second. */
async function start(behaviours: Behaviours): Promise<ServiceNowServer> {
  let at = begin
  const world = createWorld({ now: () => at })
  world.define({ name: 'u_ticket', fields: [text('number'), text('sort')] })
  for (let n = 0; n < rowCount; n += 1) {
    at = begin + Math.floor(n / rowsASecond) * 1000
    world.insert('u_ticket', { number: `T${n}`, sort: n % 4 === 0 ? 'other' : 'access' })
  }
  at = Date.UTC(2026, 3, 2)
  server = await startServiceNow({ world, behaviours })
  return server
}

interface Swept {
  readonly end: SweepEnd
  readonly numbers: readonly string[]
}

async function swept(instance: ServiceNowServer, given: Partial<SweepRequest> = {}): Promise<Swept> {
  const http = quickHttp(instance.url, { concurrency: 2, timeouts: { firstByteMs: 300, stallMs: 300 } })
  const rows: RawRow[] = []
  try {
    const pages = sweep(createServiceNowClient(http), { ...request, ...given })
    for (;;) {
      const next = await pages.next()
      if (next.done) return { end: next.value, numbers: rows.map((row) => row.number ?? '') }
      rows.push(...next.value.rows)
    }
  } finally {
    http.close()
  }
}

const request: SweepRequest = {
  table: 'u_ticket',
  fields: ['sys_id', 'sys_updated_on', 'number', 'sort'],
  filter: field('sort').is('access'),
  by: 'sys_id',
  until,
  pageSize: 25,
  require: ['sys_id', 'sys_updated_on', 'number'],
  accepts: (row) => row.sort === 'access',
}
const increment: Partial<SweepRequest> = { by: 'updated', since: '2026-03-31 17:00:00' }

const ways: readonly (readonly [string, Partial<SweepRequest>])[] = [
  ['a full sweep', {}],
  ['an increment', increment],
]

/** The numbers of the tickets that are there at the end, and unchanged since the beginning. */
function stillThere({ world }: ServiceNowServer): readonly string[] {
  return world
    .rows('u_ticket')
    .filter((row) => row.sort === 'access' && (row.sys_updated_on ?? '') < until)
    .map((row) => row.number ?? '')
}

const inOrder = (numbers: readonly string[]): readonly string[] => [...numbers].sort()

describe.each(ways)('%s of an instance', (_way, given) => {
  const harmless: readonly (readonly [string, Behaviours])[] = [
    ['has no flaw', {}],
    ['damages answers in the middle', { 'damaged-200': { every: 3 } }],
    ['cuts answers off', { 'damaged-200': { every: 3, as: 'cut' } }],
    ['cannot answer for more than a few rows', { 'damaged-200': { every: 1, moreThan: 6 } }],
    ['cancels transactions with 200', { 'cancelled-200': { every: 3 } }],
    ['cancels transactions with 500', { 'cancelled-500': { every: 3 } }],
    ['limits requests by the hour', { 'rate-limited': { every: 3 } }],
    ['has no thread free', { 'too-many-threads': { every: 3 } }],
    ['drops requests with 202', { 'accepted-202': { every: 3 } }],
    ['has a failing gateway', { 'gateway-errors': { every: 3 } }],
    ['drops connections', { 'connection-dropped': { every: 3 } }],
    ['resets connections in the middle', { 'reset-mid-body': { every: 4 } }],
    ['stalls in the middle', { 'stalled-body': { every: 6 } }],
    ['refuses credentials now and then', { 'transient-401': { every: 5 } }],
    ['has odd keys', { 'odd-sys-ids': true }],
    ['has many rows that changed in one second', { 'many-ties': { rowsPerStamp: 90 } }],
    ['has a clock that is wrong', { 'clock-skewed': true }],
  ]

  it.each(harmless)('that %s brings every ticket once', async (_what, behaviours) => {
    const instance = await start(behaviours)
    const { numbers, end } = await swept(instance, given)
    expect(inOrder(numbers)).toEqual(inOrder(stillThere(instance)))
    expect(end).toMatchObject({ visible: 300, hidden: 0, complete: true })
  })

  it('that counts nothing brings every ticket once, and is complete only where the Aggregate API counts', async () => {
    const instance = await start({ 'no-total-count': true })
    const { numbers, end } = await swept(instance, given)
    expect(inOrder(numbers)).toEqual(inOrder(stillThere(instance)))
    expect(end.reason).toBe(end.complete ? undefined : 'the instance does not say how many rows there are')
  })

  it('whose tickets change meanwhile brings each that did not, once', async () => {
    const instance = await start({ 'rows-change-while-paged': true })
    const { numbers, end } = await swept(instance, given)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(stillThere(instance).filter((number) => !numbers.includes(number))).toEqual([])
    expect(end).toMatchObject({ hidden: 0, complete: true })
  })

  it('whose tickets vanish meanwhile takes none for hidden', async () => {
    const instance = await start({ 'rows-vanish-while-paged': true })
    const { numbers, end } = await swept(instance, given)
    expect(stillThere(instance).filter((number) => !numbers.includes(number))).toEqual([])
    expect(end).toMatchObject({ hidden: 0, complete: true })
  })

  it('that hides tickets brings the others, and says how many it was not shown', async () => {
    const hides = (row: RawRow) => Number((row.number ?? 'T0').slice(1)) % 3 === 1 || (row.sys_id ?? '') < '5'
    const instance = await start({ 'rows-hidden-by-acl': { hides, table: 'u_ticket' } })
    const { numbers, end } = await swept(instance, given)
    const shown = instance.world.rows('u_ticket').filter((row) => row.sort === 'access' && !hides(row))
    expect(inOrder(numbers)).toEqual(inOrder(shown.map((row) => row.number ?? '')))
    expect(end).toMatchObject({ counted: 300, visible: shown.length, hidden: 300 - shown.length, complete: false })
  })

  it('that hides tickets and does not count them either is not taken for complete', async () => {
    const instance = await start({ 'rows-hidden-by-acl': { share: 0.2 }, 'count-after-acls': true })
    expect((await swept(instance, given)).end).toMatchObject({ complete: false })
  })

  it('that hides a field says which', async () => {
    const instance = await start({ 'fields-hidden-by-acl': { fields: ['number'] } })
    const { end } = await swept(instance, given)
    expect(end).toMatchObject({ complete: false, fieldsMissing: ['number'] })
  })

  it.each([
    ['leaves the filter out', { 'query-parts-ignored': { fields: ['sort'] } }, 'query-ignored'],
    ['leaves the keys out', { 'query-parts-ignored': { fields: ['sys_id', 'sys_updated_on'] } }, 'query-ignored'],
    ['leaves comparisons out', { 'range-queries-refused': { as: 'ignored' } }, 'query-ignored'],
    ['makes comparisons bring nothing', { 'range-queries-refused': { as: 'no-rows' } }, 'query-ignored'],
    ['refuses comparisons', { 'range-queries-refused': { as: 'refused' } }, 'table-refused'],
    ['hibernates', { hibernating: true }, 'instance-hibernating'],
  ] as const)('that %s is told at once', async (_what, behaviours, code) => {
    const instance = await start({ ...behaviours })
    const narrow = { ...given, ...(given.by === 'updated' && { since: '2026-03-31 17:00:09' }) }
    await expect(swept(instance, narrow)).rejects.toMatchObject({ kind: 'upstream', code })
  })
})
