import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServiceNowSourceEntry } from '../../packages/servicenow-sync/src/config/config-shape.ts'
import { aMap } from '../../packages/servicenow-sync/src/servicenow/meaning/testdata/world.ts'
import { type InstanceOptions, openInstance } from '../../packages/servicenow-sync/src/servicenow/read/instance.ts'
import { openServiceNowSource } from '../../packages/servicenow-sync/src/servicenow/read/open-servicenow-source.ts'
import type { SourceReading } from '../../packages/servicenow-sync/src/sources/source.ts'
import { smallWorldMap } from '../world/servicenow/servicenow-map.ts'
import { type RunningInstance, startSmallInstance } from '../world/servicenow/start-small-instance.ts'
import { sysIdOf } from '../world/servicenow/write.ts'
import { nights } from '../world/world.ts'
import { worldAt } from '../world/world-at.ts'

let server: RunningInstance
let folder: string

beforeEach(async () => {
  server = await startSmallInstance()
  folder = mkdtempSync(join(tmpdir(), 'ticketbound-mirror-'))
})

afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

type Row = Readonly<Record<string, unknown>> & { readonly number?: string }

interface Read {
  readonly reading: SourceReading
  readonly rows: readonly Row[]
  readonly rejected: readonly string[]
  /** What was asked of the tables themselves: the table and the query. */
  readonly asked: readonly string[]
}

interface Given extends Partial<InstanceOptions> {
  readonly reads?: ServiceNowSourceEntry['reads']
}

/** Reads the instance as a night at an instant does, when it is that time there, too. */
async function readAt(at: string, { reads = 'requests', ...given }: Given = {}): Promise<Read> {
  server.world.now = () => Date.parse(at)
  const opened = openInstance({
    entry: { instance: server.url, auth: { type: 'basic', user: 'admin', password: { env: 'PASSWORD' } } },
    map: aMap(smallWorldMap),
    purposes: ['requests', 'people', 'access'],
    mirror: join(folder, 'mirror.db'),
    env: { PASSWORD: 'admin' },
    userAgent: 'ticketbound/test',
    now: Date.now,
    ...given,
  })
  server.world.now = () => Date.parse(at)
  const before = server.record.requests.length
  const rows: Row[] = []
  const rejected: string[] = []
  try {
    const source = openServiceNowSource({ name: 'itsm', type: 'servicenow', reads, maxRejected: 1 }, () => opened)
    const reading = await source.read({
      at: Date.parse(at),
      accept: (row) => void rows.push(row as Row),
      reject: ({ faults }) => void rejected.push(...faults.map(({ code, field }) => `${code} ${field}`)),
    })
    const asked = server.record.requests
      .slice(before)
      .map(({ path, query }) => `${path} ${query.sysparm_query}`)
      // Only for the time that the answer was sent at.
      .filter((one) => !one.endsWith(' sys_idISEMPTY'))
    return { reading, rows, rejected, asked }
  } finally {
    opened.close()
  }
}

/** Lets something happen on the instance between two nights. */
function happen(at: string, work: () => void): void {
  const { now } = server.world
  server.world.now = () => Date.parse(at)
  work()
  server.world.now = now
}

function rowOf({ rows }: Read, number: string): Row | undefined {
  return rows.find((row) => row.number === number)
}

const byNumber = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((one, other) => ((one.number ?? '') < (other.number ?? '') ? -1 : 1))

const day = '2026-03-02T12:00:00Z'

describe('the tickets of an instance', () => {
  it('are all read, and said to be all', async () => {
    server.playTo(1)
    const { reading, rows } = await readAt(nights[1])
    expect(rows.map(({ number }) => number).toSorted()).toEqual(
      worldAt(1)
        .tickets.map(({ number }) => number)
        .toSorted(),
    )
    expect(reading).toMatchObject({ rows: rows.length, rejected: 0, complete: true })
  })

  it.each(['requests', 'people'] as const)(
    'are on each of three nights what a first reading gives: %s',
    async (reads) => {
      for (const night of [1, 2, 3] as const) {
        server.playTo(night)
        const increment = await readAt(nights[night], { reads })
        const anew = await readAt(nights[night], { reads, mirror: ':memory:' })
        const known = increment.rows.map(({ reopenedAt: _, changes: __, ...row }) => row)
        const told = anew.rows.map(({ reopenedAt: _, changes: __, ...row }) => row)
        expect(byNumber(known)).toEqual(byNumber(told))
        expect([increment.reading.complete, anew.reading.complete]).toEqual([true, true])
        // Only who saw it closed the night before knows that it was opened again.
        const reopened = increment.rows.filter((row, at) => row.reopenedAt !== anew.rows[at]?.reopenedAt)
        expect(reopened.map(({ number }) => number)).toEqual(reads === 'requests' && night > 1 ? ['REQ3061'] : [])
      }
    },
  )

  it('cost a quiet night seven questions a table at most, and no sweep', async () => {
    server.playTo(1)
    await readAt(nights[1])
    const { asked } = await readAt('2026-03-02T03:00:00Z')
    const tables = asked.map((one) => one.split(' ')[0]?.split('/').at(-1))
    expect(Math.max(...tables.map((table) => tables.filter((other) => other === table).length))).toBeLessThan(8)
    expect(asked.filter((one) => /[ ^]ORDERBYsys_id$/.test(one) && !one.includes('sys_updated_on'))).toEqual([])
  })

  it('tell of an answer that was edited after the ticket was closed', async () => {
    server.playTo(1)
    const before = rowOf(await readAt(nights[1]), 'REQ2101')
    happen(day, () => {
      const answer = sysIdOf('sc_item_option', 'REQ2101/level')
      server.world.update('sc_item_option', answer, { value: 'admin' }, 'mallory')
    })
    const edited = await readAt(nights[2])
    expect(before).toMatchObject({ level: 'write', state: 'closed-complete' })
    expect(rowOf(edited, 'REQ2101')).toMatchObject({ level: 'admin', state: 'closed-complete' })
    expect(JSON.stringify(rowOf(edited, 'REQ2101')?.changes)).toContain('2026-03-02T12:00:00Z')
    expect(edited.asked.filter((one) => one.includes('sc_item_option '))).toHaveLength(2)
    expect(rowOf(await readAt(nights[3]), 'REQ2101')).toMatchObject({ level: 'admin' })
  })

  it('that were opened again and closed again say when they were', async () => {
    server.playTo(1)
    await readAt(nights[1])
    const item = sysIdOf('sc_req_item', 'REQ2101')
    const open = { state: '2', active: 'true', closed_at: '' }
    happen(day, () => server.world.update('sc_req_item', item, open, 'service.desk'))
    expect(rowOf(await readAt(nights[2]), 'REQ2101')).toMatchObject({ state: 'open', reopenedAt: day })
    const closed = { state: '3', active: 'false', closed_at: '2026-03-03 12:00:00' }
    happen('2026-03-03T12:00:00Z', () => server.world.update('sc_req_item', item, closed, 'service.desk'))
    expect(rowOf(await readAt(nights[3]), 'REQ2101')).toMatchObject({
      state: 'closed-complete',
      closedAt: '2026-03-03T12:00:00Z',
      reopenedAt: day,
    })
  })

  it('that were opened and closed again between two nights were opened after the closing that is known', async () => {
    server.playTo(1)
    const before = rowOf(await readAt(nights[1]), 'REQ2101')
    const closed = { state: '3', active: 'false', closed_at: '2026-03-02 12:00:00' }
    happen(day, () => server.world.update('sc_req_item', sysIdOf('sc_req_item', 'REQ2101'), closed, 'service.desk'))
    expect(rowOf(await readAt(nights[2]), 'REQ2101')).toMatchObject({ closedAt: day, reopenedAt: before?.closedAt })
  })

  it('that are deleted are handed on no more, and all others are still complete', async () => {
    server.playTo(1)
    const before = await readAt(nights[1])
    happen(day, () => server.world.delete('sc_req_item', sysIdOf('sc_req_item', 'REQ2101')))
    const { rows, reading } = await readAt(nights[2])
    expect(rows.map(({ number }) => number)).toEqual(
      before.rows.map(({ number }) => number).filter((number) => number !== 'REQ2101'),
    )
    expect(reading.complete).toBe(true)
  })

  it('are handed on as they were last read where the instance does not answer, and are not complete', async () => {
    server.playTo(1)
    const before = await readAt(nights[1])
    server.behaviours.hibernating = true
    const { reading, rows, asked } = await readAt(nights[2])
    expect(rows).toEqual(before.rows)
    expect(reading).toMatchObject({ complete: false, failure: { code: 'instance-hibernating' } })
    // What sleeps is asked once, and not once for each table.
    expect(asked.length).toBeLessThanOrEqual(2)
  })

  it('are read anew, and for both, where the map names another item', async () => {
    server.playTo(1)
    const [some, all] = ['items:\n  - { item: Password reset, kind: none }\n', smallWorldMap]
    const few = await readAt(nights[1], { map: aMap(some) })
    expect(new Set(few.rows.map(({ kind }) => kind))).toEqual(new Set(['none']))
    expect((await readAt(nights[1], { map: aMap(all) })).rows).toHaveLength(worldAt(1).tickets.length)
  })

  it('are not complete where an item of the map is not in the catalogue', async () => {
    server.playTo(1)
    const { reading } = await readAt(nights[1], { map: aMap(smallWorldMap.replace('Password reset', 'Password')) })
    expect(reading).toMatchObject({ complete: false, reason: 'the instance shows no catalogue item `Password`' })
  })
})

describe('an instance that does not show everything', () => {
  it('has incomplete tickets, and how many are missing', async () => {
    server.playTo(1)
    const hidden = new Set(['REQ2101', 'REQ2111'])
    server.behaviours['rows-hidden-by-acl'] = {
      table: 'sc_req_item',
      hides: ({ number = '' }) => hidden.has(number),
    }
    const { reading, rows } = await readAt(nights[1])
    expect(reading.complete).toBe(false)
    expect(reading.reason).toContain('`sc_req_item`: 2 rows are counted and not shown')
    expect(rows).toHaveLength(worldAt(1).tickets.length - 2)
    delete server.behaviours['rows-hidden-by-acl']
    expect((await readAt(nights[2])).reading.complete).toBe(true)
  })

  it.each([
    ['every ticket needs', 'active'],
    ['only the map names', 'u_gate_passed_at'],
  ])('has incomplete tickets where a field is hidden that %s, and which', async (_, field) => {
    server.playTo(1)
    server.behaviours['fields-hidden-by-acl'] = { table: 'sc_req_item', fields: [field] }
    const { reading } = await readAt(nights[1])
    expect(reading.complete).toBe(false)
    expect(reading.reason).toContain(`\`sc_req_item\`: fields are not shown: ${field}`)
  })

  it('has complete people where only tickets are hidden', async () => {
    server.playTo(1)
    server.behaviours['rows-hidden-by-acl'] = { table: 'sc_req_item', share: 0.5 }
    const { reading, rows } = await readAt(nights[1], { reads: 'people' })
    expect([rows.length > 0, reading.complete]).toEqual([true, true])
  })

  it.each([
    ['ignored', 'query-ignored'],
    ['no-rows', 'query-ignored'],
    ['refused', 'table-refused'],
  ] as const)('fails where comparing is %s, with the remedy', async (as, code) => {
    server.playTo(1)
    server.behaviours['range-queries-refused'] = { as }
    const { reading } = await readAt(nights[1])
    expect(reading).toMatchObject({ complete: false, failure: { code } })
    expect(reading.failure?.help).toMatch(as === 'refused' ? /role with read access/ : /query_range/)
  })
})
