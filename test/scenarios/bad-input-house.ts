import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { runCommand } from './run-command.ts'

/** The nights of the house: a good one, the one on which something is bad, and a good one after it. */
export const nights = ['2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z', '2026-02-03T00:00:00Z'] as const

const config = `store: ./ticketbound.db
catalogue: ./catalogue.yaml
sources:
  - { name: itsm, reads: requests, type: files, path: ./requests.ndjson, maxRejected: 0.5 }
  - { name: hr, reads: people, type: files, path: ./people.ndjson, maxRejected: 0.5 }
  - { name: prod, reads: access, type: files, path: ./access.ndjson, system: prod, maxRejected: 0.5 }
`

const catalogue = `defaults: { system: prod, approval: { count: 0 }, owners: [p1] }
entitlements:
  - id: deploy
`

/** The files of a good export, line by line. */
export const good = {
  'requests.ndjson': ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map((principal) => JSON.stringify(ticketFor(principal))),
  'people.ndjson': Array.from({ length: 9 }, (_, i) => JSON.stringify(person(`p${i + 1}`))),
  // p5 has a ticket and no access; p7 and p8 have access and no ticket; p9 has left.
  'access.ndjson': ['p1', 'p2', 'p3', 'p4', 'p6', 'p7', 'p8', 'p9'].map((account) => JSON.stringify(grantTo(account))),
} as const

/** The exports by name. */
export type Export = keyof typeof good

/** A ticket that was closed long ago. */
export function ticketFor(principal: string) {
  const times = { openedAt: '2026-01-01T00:00:00Z', closedAt: '2026-01-02T00:00:00Z' }
  const asked = { number: `R-${principal}`, kind: 'provision', principal, entitlement: 'deploy' }
  return { ...asked, ...times, state: 'closed-complete', approvals: [] as unknown }
}

/** Access to what tickets ask for. */
export function grantTo(account: string) {
  return { account, entitlement: 'deploy' }
}

/** Somebody who works here, except for p9. */
export function person(principal: string) {
  return { principal, kind: 'human', active: principal !== 'p9', accounts: [] as unknown }
}

/** A folder with good exports, and no night yet. */
export function openHouse(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-bad-'))
  writeFileSync(join(folder, 'ticketbound.yaml'), config)
  writeFileSync(join(folder, 'catalogue.yaml'), catalogue)
  for (const [name, lines] of Object.entries(good)) writeLines(folder, name, lines)
  return folder
}

/** Writes lines, each ended as lines are. */
export function writeLines(folder: string, name: string, lines: readonly string[]): void {
  writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''))
}

/** Puts good exports and settings back, and takes away what stands beside them. */
export function mend(folder: string, from: string): void {
  for (const name of ['access.ndjson.meta.json']) rmSync(join(folder, name), { force: true })
  for (const name of ['ticketbound.yaml', 'catalogue.yaml', ...Object.keys(good)]) {
    rmSync(join(folder, name), { force: true, recursive: true })
    cpSync(join(from, name), join(folder, name))
  }
}

/** What `run --json` says, and what was said besides. */
export async function runNight(folder: string, at: string) {
  const { code, stdout, stderr } = await runCommand(['run', '--at', at, '--json'], { cwd: folder })
  const sources: readonly { readonly name: string; readonly complete: boolean; readonly reason?: string }[] =
    stdout === '' ? [] : JSON.parse(stdout).sources
  return { code, stderr, sources }
}

/** The findings in a store: their kind, what they are about, and where they stand. */
export function findingsIn(folder: string): readonly string[] {
  const rows = rowsOf(folder, 'SELECT body FROM finding ORDER BY id')
  return rows
    .map(({ body }) => JSON.parse(String(body)))
    .map(
      ({ kind, account, principal, counterpart, state }) => `${kind} ${account ?? principal ?? counterpart}: ${state}`,
    )
    .sort()
}

/** All that nights have left in a store. A night that only began has left nothing. */
export function keptIn(folder: string): unknown {
  const tables = rowsOf(folder, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
  return tables.map(({ name }) => {
    const where = name === 'night' ? "WHERE state <> 'reading'" : ''
    return [name, rowsOf(folder, `SELECT * FROM ${name} ${where}`)]
  })
}

function rowsOf(folder: string, sql: string) {
  const db = new DatabaseSync(join(folder, 'ticketbound.db'), { readOnly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

/** A line that was copied to a rejected-lines file. */
export interface Rejected {
  readonly file: string
  readonly line: number
  readonly text: string
  readonly faults: readonly { readonly field?: string; readonly message: string; readonly help: string }[]
}

/** Reads the rejected-lines file of a source for the bad night. */
export function rejectedIn(folder: string, source: string): readonly Rejected[] {
  const file = join(folder, 'rejected', 'n-20260202T000000Z', `${source}.ndjson`)
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}
