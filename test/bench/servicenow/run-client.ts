import { fileURLToPath } from 'node:url'
import { measureProcess } from '../measure-process.ts'
import type { ReadingFigure } from './figures.ts'
import type { BenchInstance } from './start-instance.ts'

/** The scripts that read an instance. */
export type ClientScript = 'read-floor.ts' | 'sweep-table.ts' | 'sync-mirror.ts'

/** Runs one of our scripts against an instance as a process of its own. Throws where it does not come to its end. */
export async function runClient<More extends object = object>(
  script: ClientScript,
  instance: BenchInstance,
  what: object,
): Promise<ReadingFigure & More> {
  const before = await instance.now()
  const { said, cpuSeconds, peakRss } = await runScript<ReadingFigure & More>(script, { url: instance.url, ...what })
  const after = await instance.now()
  return {
    ...said,
    rowsPerSecond: said.rows / said.seconds,
    ...(cpuSeconds !== undefined && { cpuSeconds }),
    ...(peakRss !== undefined && { peakRss }),
    instanceCpuSeconds: after.cpuSeconds - before.cpuSeconds,
  }
}

/** Runs one of our scripts as a process of its own, and gives what it printed and took. */
export async function runScript<Said>(script: ClientScript | 'read-back.ts', what: object) {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const args = ['--conditions=ticketbound-source', path, JSON.stringify(what)]
  const { stdout, died, ...took } = await measureProcess(args, (text) => process.stderr.write(text))
  if (died !== undefined) throw new Error(`${script}: ${died}`)
  return { said: JSON.parse(stdout) as Said, ...took }
}
