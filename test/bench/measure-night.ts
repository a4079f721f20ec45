import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firstNight, type NightNumber, secondNight } from './bench-world.ts'
import { type Death, type NightFigure, rowsOf } from './figures.ts'
import { measureProcess } from './measure-process.ts'
import { differencesOf } from './planted.ts'
import type { Prepared } from './prepare-data.ts'

const bin = fileURLToPath(new URL('../../packages/servicenow-sync/bin/ticketbound.js', import.meta.url))

/** Runs the built command on one night's data, as its user would, into the store beside it. */
export async function measureNight(
  { folder, data }: Prepared,
  night: NightNumber,
  nodeOptions: readonly string[] = [],
): Promise<NightFigure | Death> {
  const at = new Date(night === 1 ? firstNight : secondNight).toISOString()
  const config = join(folder, 'ticketbound.yaml')
  const args = [...nodeOptions, bin, 'run', '--json', '--config', config, '--at', at]
  const { stdout, died, ...took } = await measureProcess(args, (text) =>
    process.stderr.write(`${text.replace(/^/gm, '  ').trimEnd()}\n`),
  )
  if (died !== undefined) return { died }
  const { findings, held } = JSON.parse(stdout) as RunJson
  if (held !== null) return { died: 'the night was held' }
  const rows = rowsOf(data)
  return {
    rows,
    rowsPerSecond: rows / took.seconds,
    ...took,
    findings: Object.values(findings).reduce((sum, { open }) => sum + open, 0),
    differences: differencesOf(data.planted, findings),
    storeBytes: statSync(join(folder, '..', 'ticketbound.db')).size,
  }
}

interface RunJson {
  readonly findings: Readonly<Record<string, { readonly open: number }>>
  readonly held: unknown
}
