import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServiceNowSourceEntry } from '../../packages/servicenow-sync/src/config/config-shape.ts'
import { parseYaml } from '../../packages/servicenow-sync/src/config/yaml-file.ts'
import { readMap } from '../../packages/servicenow-sync/src/servicenow/map/read-map.ts'
import { openInstance } from '../../packages/servicenow-sync/src/servicenow/read/instance.ts'
import { openServiceNowSource } from '../../packages/servicenow-sync/src/servicenow/read/open-servicenow-source.ts'
import type { SourceReading } from '../../packages/servicenow-sync/src/sources/source.ts'
import { type ServiceNowServer, startServiceNow } from '../servers/servicenow/start-servicenow.ts'
import { smallWorldMap } from '../world/servicenow/servicenow-map.ts'
import { createSmallInstance, type SmallInstance } from '../world/servicenow/small-instance.ts'
import { nights } from '../world/world.ts'
import { worldAt } from '../world/world-at.ts'

let instance: SmallInstance
let server: ServiceNowServer
let folder: string

beforeEach(async () => {
  instance = createSmallInstance()
  server = await startServiceNow({ world: instance.world })
  folder = mkdtempSync(join(tmpdir(), 'ticketbound-mirror-'))
})

afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

interface Read {
  readonly reading: SourceReading
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly asked: readonly { readonly path: string; readonly query: string }[]
}

/** Reads the instance as a night at an instant does. */
async function readAt(at: string, reads: ServiceNowSourceEntry['reads'] = 'requests'): Promise<Read> {
  const document = parseYaml('map.yaml', smallWorldMap)
  const map = readMap(document.ok && document.value.value)
  if (!map.ok) throw new Error(map.faults.map(({ message }) => message).join())
  const opened = openInstance({
    entry: { instance: server.url, auth: { type: 'basic', user: 'admin', password: { env: 'PASSWORD' } } },
    map: map.value,
    purposes: ['requests', 'people', 'access'],
    mirror: join(folder, 'mirror.db'),
    env: { PASSWORD: 'admin' },
    userAgent: 'ticketbound/test',
    now: Date.now,
  })
  const before = server.record.requests.length
  const rows: Record<string, unknown>[] = []
  try {
    const source = openServiceNowSource({ name: 'itsm', type: 'servicenow', reads, maxRejected: 1 }, () => opened)
    const reading = await source.read({
      at: Date.parse(at),
      accept: (row) => void rows.push(row as Record<string, unknown>),
      reject: (line) => expect(line.faults).toEqual([]),
    })
    const asked = server.record.requests.slice(before).map(({ path, query }) => ({ path, query: String(query) }))
    return { reading, rows, asked }
  } finally {
    opened.close()
  }
}

describe('the tickets of an instance', () => {
  it('are all read, and said to be all', async () => {
    instance.playTo(1)
    const { reading, rows } = await readAt(nights[1])
    expect(rows.map(({ number }) => number).toSorted()).toEqual(
      worldAt(1)
        .tickets.map(({ number }) => number)
        .toSorted(),
    )
    expect(reading).toMatchObject({ rows: rows.length, rejected: 0, complete: true })
  })
})
