import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../scenarios/run-command.ts'
import type { AccessEvent } from './access-history.ts'
import { accessOfNights } from './access-rows.ts'
import { requestRows } from './request-rows.ts'

const config = `
store: ./ticketbound.db
policy: ./policy.yaml
sources:
  - { name: itsm, reads: requests, type: files, path: ./requests.ndjson }
  - { name: prod, reads: access, type: files, path: ./access, system: prod }
`

// A history is taken as it was, so nothing is forgiven for being late, and no number of changes is too many.
const policy = `
grace: { provision: PT0S, removal: PT0S, expiry: PT0S }
hold: false
`

/** What `run --json` says of a night, as far as a replay looks at it. */
export interface ReplayedNight {
  readonly at: string
  readonly head: { readonly count: number; readonly hash: string }
  readonly sources: readonly { readonly name: string; readonly rows: number; readonly complete: boolean }[]
  /** How many findings of each kind are open; kinds without any are left out. */
  readonly open: Readonly<Record<string, number>>
}

/**
 * Writes a history as the files that a house would export: all its tickets, and a folder of access exports, one for the
 * day of each night. Gives the folder.
 */
export function writeReplayHouse(history: readonly AccessEvent[], nights: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-replay-'))
  writeFileSync(join(folder, 'ticketbound.yaml'), config)
  writeFileSync(join(folder, 'policy.yaml'), policy)
  writeFileSync(join(folder, 'requests.ndjson'), ndjson(requestRows(history)))
  mkdirSync(join(folder, 'access'))
  for (const { at, rows } of accessOfNights(history, nights)) {
    writeFileSync(join(folder, 'access', `${at.slice(0, 10)}.ndjson`), ndjson(rows))
  }
  return folder
}

/** Runs one night of a replay with the built command. Throws what it said where it did not end well. */
export async function replayNight(folder: string, at: string): Promise<ReplayedNight> {
  const { code, stdout, stderr } = await runCommand(['run', '--at', at, '--json'], { cwd: folder })
  if (code !== 0) throw new Error(`the night of ${at} ended with ${code}: ${stderr}`)
  const { head, sources, findings } = JSON.parse(stdout)
  const open = Object.entries<{ readonly open: number }>(findings).map(([kind, counts]) => [kind, counts.open] as const)
  return { at, head, sources, open: Object.fromEntries(open.filter(([, count]) => count > 0)) }
}

function ndjson(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** One figure as `kpi --json` gives it. */
export interface ReplayedKpi {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly reason?: string
}

/** Measures a period of a replay with the built command. Throws what it said where it did not end well. */
export async function replayedKpis(folder: string, period: string): Promise<Readonly<Record<string, ReplayedKpi>>> {
  const { code, stdout, stderr } = await runCommand(['kpi', '--period', period, '--json'], { cwd: folder })
  if (code !== 0) throw new Error(`the figures of ${period} ended with ${code}: ${stderr}`)
  return JSON.parse(stdout).kpis
}
