import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseYaml } from '@ticketbound/documents'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServiceNowEntry } from '../../packages/servicenow-sync/src/config/servicenow-shape.ts'
import { connect } from '../../packages/servicenow-sync/src/servicenow/connect.ts'
import { readMap } from '../../packages/servicenow-sync/src/servicenow/map/read-map.ts'
import type { ServiceNowMap } from '../../packages/servicenow-sync/src/servicenow/map/servicenow-map.ts'
import { toRequestRows } from '../../packages/servicenow-sync/src/servicenow/meaning/to-request-rows.ts'
import { openInstance } from '../../packages/servicenow-sync/src/servicenow/read/instance.ts'
import { openServiceNowSource } from '../../packages/servicenow-sync/src/servicenow/read/open-servicenow-source.ts'
import { readSample } from '../../packages/servicenow-sync/src/servicenow/survey/read-sample.ts'
import { surveyCatalogue } from '../../packages/servicenow-sync/src/servicenow/survey/survey-catalogue.ts'
import {
  type ServiceNowOptions,
  type ServiceNowServer,
  startServiceNow,
} from '../servers/servicenow/start-servicenow.ts'
import { smallInstance } from '../servers/servicenow/worlds/small-instance.ts'
import { smallWorldMap } from '../world/servicenow/servicenow-map.ts'
import { createSmallInstance } from '../world/servicenow/small-instance.ts'
import { nights } from '../world/world.ts'

let server: ServiceNowServer | undefined
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketbound-sample-'))
})

afterEach(async () => {
  await server?.close()
  rmSync(folder, { recursive: true })
})

const context = { env: { PASSWORD: 'admin' }, userAgent: 'ticketbound/test' }

async function start(options: ServiceNowOptions): Promise<ServiceNowEntry> {
  server = await startServiceNow(options)
  const auth = { type: 'basic', user: 'admin', password: { env: 'PASSWORD' } } as const
  return { instance: server.url, auth, pageSize: 20 }
}

function mapOf(text: string): ServiceNowMap {
  const document = parseYaml('map.yaml', text)
  const map = readMap(document.ok && document.value.value)
  if (!map.ok) throw new Error(map.faults.map(({ message }) => message).join())
  return map.value
}

/** The request lines that a first night reads. */
async function rowsOfNight(entry: ServiceNowEntry, map: ServiceNowMap, at: string): Promise<readonly unknown[]> {
  const mirror = join(folder, 'mirror.db')
  const instance = openInstance({ entry, map, purposes: ['requests'], mirror, now: Date.now, ...context })
  const rows: unknown[] = []
  try {
    const source = openServiceNowSource({ name: 'itsm', type: 'servicenow', reads: 'requests' }, () => instance)
    const { complete } = await source.read({
      at: Date.parse(at),
      accept: (row) => void rows.push(row),
      reject: (line) => expect(line.faults).toEqual([]),
    })
    expect(complete).toBe(true)
  } finally {
    instance.close()
  }
  return rows
}

/** The request lines that a sample of all tickets is. */
async function rowsOfSample(entry: ServiceNowEntry, map: ServiceNowMap): Promise<readonly unknown[]> {
  const client = await connect(entry, context)
  try {
    const looking = { client, pageSize: 20, until: '2100-01-01 00:00:00' }
    const { facts } = await surveyCatalogue(looking)
    const { tickets, names, gaps } = await readSample(looking, { map, items: facts.items, most: 1000 })
    expect(gaps).toEqual([])
    return tickets.flatMap((ticket) => {
      const { rows, faults } = toRequestRows(ticket, map, names)
      expect(faults).toEqual([])
      return rows
    })
  } finally {
    client.close()
  }
}

const sorted = (rows: readonly unknown[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort()

describe('a sample of all tickets', () => {
  it('is read as a night reads them: in the small world', async () => {
    const world = createSmallInstance()
    world.playTo(1)
    const entry = await start({ world: world.world })
    const map = mapOf(smallWorldMap)
    const rows = await rowsOfSample(entry, map)
    expect(rows.length).toBeGreaterThan(50)
    expect(sorted(rows)).toEqual(sorted(await rowsOfNight(entry, map, nights[1])))
  })

  it('is read as a night reads them: with sets of several rows, groups, changes, lookups and all other items', async () => {
    const instance = smallInstance({ now: () => Date.parse('2026-03-01T08:00:00Z') })
    const entry = await start(instance)
    const map = mapOf(`items:
  - item: Production access
    kind: { variable: action, values: { Add: provision, Remove: deprovision } }
    principal: { variable: user, lookup: { table: sys_user, field: email } }
    entitlement: { variable: role, values: { Admin: deploy, Deploy: deploy } }
    owner: { variable: owner, values: { olga.owner: olga } }
  - { item: Access to several systems, kind: provision, principal: { variable: user }, entitlement: { variable: role }, rows: access_rows }
  - { item: Release, table: change_request, when: { field: type, is: normal }, kind: provision, entitlement: deploy }
  - { item: "*", kind: none }
`)
    const rows = await rowsOfSample(entry, map)
    expect(rows).toHaveLength(9)
    expect(sorted(rows)).toEqual(sorted(await rowsOfNight(entry, map, '2026-03-02T00:00:00Z')))
  })
})
