import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { birthrightName, entitlementName, principalName } from './bench-names.ts'
import {
  type BenchWorld,
  birthrightCount,
  createBenchWorld,
  hasLevels,
  type NightNumber,
  ordinaryCount,
  ownersOf,
} from './bench-world.ts'
import { grantRows } from './grant-rows.ts'
import { createLineFile } from './line-file.ts'
import { personRows } from './person-rows.ts'
import { createPlanter, type Planted } from './planted.ts'
import { requestRows } from './request-rows.ts'

/** How large the generated files are, and what is to be found in them. */
export interface Generated {
  readonly people: number
  readonly tickets: number
  readonly grants: number
  readonly bytes: number
  readonly planted: Planted
}

/** What to generate. */
export interface GenerateOptions {
  readonly grants: number
  readonly seed: number
  readonly night: NightNumber
}

/** The files of rows, in the order in which a night reads them. */
export const rowFiles = ['people.ndjson', 'requests.ndjson', 'access.ndjson'] as const

/**
 * Writes a configuration, a catalogue and the three files of rows into `folder`, which it makes: tickets by number,
 * which is by time, grants by account. The same seed gives the same bytes. Memory does not grow with `grants`. Both
 * nights share the store beside their folders.
 */
export function generate(folder: string, { grants, seed, night }: GenerateOptions): Generated {
  const world = createBenchWorld(grants, seed)
  const { plant, planted } = createPlanter()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'ticketbound.yaml'), config)
  writeFileSync(join(folder, 'catalogue.yaml'), catalogueOf(world))
  const people = writeRows(join(folder, rowFiles[0]), personRows(world))
  const tickets = writeRows(join(folder, rowFiles[1]), requestRows(world, night))
  const held = writeRows(join(folder, rowFiles[2]), grantRows(world, night, plant))
  const bytes = people.bytes + tickets.bytes + held.bytes
  return { people: people.rows, tickets: tickets.rows, grants: held.rows, bytes, planted }
}

const config = `store: ../ticketbound.db
catalogue: ./catalogue.yaml
sources:
  - { name: hr, reads: people, type: files, path: ./people.ndjson }
  - { name: itsm, reads: requests, type: files, path: ./requests.ndjson }
  - { name: prod, reads: access, type: files, path: ./access.ndjson, system: prod }
`

function catalogueOf({ owners }: BenchWorld): string {
  const lines = ['defaults: { system: prod, approval: { from: owner, count: 1 } }', 'entitlements:']
  for (let entitlement = 0; entitlement < ordinaryCount; entitlement += 1) {
    const who = ownersOf(entitlement, owners).map(principalName).join(', ')
    const levels = hasLevels(entitlement) ? ', levels: [read, write, admin]' : ''
    lines.push(`  - { id: ${entitlementName(entitlement)}, owners: [${who}]${levels} }`)
  }
  for (let right = 0; right < birthrightCount; right += 1) {
    lines.push(`  - { id: ${birthrightName(right)}, owners: [${principalName(right)}], birthright: true }`)
  }
  return `${lines.join('\n')}\n`
}

function writeRows(path: string, rows: Iterable<string>): { readonly rows: number; readonly bytes: number } {
  const file = createLineFile(path)
  for (const row of rows) file.write(row)
  return file.close()
}
