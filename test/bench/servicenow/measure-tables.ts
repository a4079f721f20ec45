import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchOptions } from './bench-options.ts'
import { firstReading, secondReading } from './bench-times.ts'
import type { IncrementFigures, ReadingFigure, Setting, TableFigures, Way } from './figures.ts'
import { permittedSeconds } from './permitted.ts'
import { type ClientScript, runClient } from './run-client.ts'
import { type BenchInstance, startInstance } from './start-instance.ts'

/** Pages and places that a table is read with. */
const settings = [500, 1000].flatMap((pageSize) => [1, 2, 4].map((concurrency) => ({ pageSize, concurrency })))
/** With these the larger tables are read, so that a million rows do not take long. */
const swift = { pageSize: 1000, concurrency: 4 }
/** With these an increment is read: what a night asks with unless told otherwise. */
const usual = { pageSize: 500, concurrency: 2 }

const scripts = {
  floor: 'read-floor.ts',
  sweep: 'sweep-table.ts',
  mirror: 'sync-mirror.ts',
} satisfies { readonly [Each in Way]: ClientScript }

/** Reads one table in every way that is asked for, under every setting. */
export async function measureTables(home: string, asked: BenchOptions, ways: readonly Way[]): Promise<TableFigures[]> {
  const { rows, latencyMs, times } = asked
  return withInstance(asked, rows, async (instance) => {
    const measured: TableFigures[] = []
    for (const each of settings) {
      const setting = { rows, latencyMs, ...each }
      const read = new Map<Way, ReadingFigure>()
      for (const way of ways) read.set(way, await quickest(times, () => readOnce(home, instance, way, setting)))
      for (const [way, figure] of read) measured.push(toFigures(way, setting, figure, read.get('floor')))
    }
    return measured
  })
}

/** Reads larger and larger tables into a mirror. */
export async function measureGrowth(home: string, asked: BenchOptions): Promise<TableFigures[]> {
  const measured: TableFigures[] = []
  for (const rows of asked.sizes.toSorted((a, b) => a - b)) {
    const setting = { rows, latencyMs: asked.latencyMs, ...swift }
    const figure = await withInstance(asked, rows, (instance) =>
      quickest(asked.times, () => readOnce(home, instance, 'mirror', setting)),
    )
    measured.push(toFigures('mirror', setting, figure, undefined))
  }
  return measured
}

/** Reads a table into a mirror, changes one row in a hundred, and reads what changed. */
export async function measureIncrement(home: string, asked: BenchOptions): Promise<IncrementFigures> {
  const setting = { rows: asked.rows, latencyMs: asked.latencyMs, ...usual }
  const changed = Math.floor(asked.rows / 100 / 7) * 7
  return withInstance(asked, asked.rows, async (instance) => {
    const full = await readOnce(home, instance, 'mirror', setting)
    await instance.change(changed)
    const mirror = join(home, 'mirror.db')
    const increment = await runClient('sync-mirror.ts', instance, { ...setting, mirror, now: secondReading })
    say('increment', setting, increment)
    return { setting, changed, full, increment }
  })
}

async function withInstance<T>(
  { latencyMs }: BenchOptions,
  rows: number,
  work: (instance: BenchInstance) => Promise<T>,
): Promise<T> {
  const instance = await startInstance(rows, latencyMs)
  try {
    return await work(instance)
  } finally {
    await instance.close()
  }
}

async function readOnce(home: string, instance: BenchInstance, way: Way, setting: Setting): Promise<ReadingFigure> {
  const mirror = join(home, 'mirror.db')
  for (const end of ['', '-wal', '-shm']) rmSync(`${mirror}${end}`, { force: true })
  const figure = await runClient(scripts[way], instance, { ...setting, mirror, now: firstReading })
  say(way, setting, figure)
  return figure
}

async function quickest(times: number, read: () => Promise<ReadingFigure>): Promise<ReadingFigure> {
  let best = await read()
  for (let time = 1; time < times; time += 1) {
    const next = await read()
    // What was wrong once is told, however quick another one was.
    if (isWrong(best)) return best
    if (isWrong(next) || next.seconds < best.seconds) best = next
  }
  return best
}

/** Whether a reading brought otherwise than every row once, or doubts that it did. */
export function isWrong({ faults, complete = true }: ReadingFigure): boolean {
  return !complete || Object.values(faults).some((count) => count > 0)
}

function toFigures(way: Way, setting: Setting, figure: ReadingFigure, floor: ReadingFigure | undefined): TableFigures {
  return {
    way,
    setting,
    figure,
    shareOfPermitted: permittedSeconds(setting) / figure.seconds,
    ...(floor && { ratioToFloor: figure.seconds / floor.seconds }),
  }
}

function say(what: string, { rows, pageSize, concurrency }: Setting, { seconds }: ReadingFigure): void {
  console.error(`${what}: ${rows} rows, ${concurrency} × ${pageSize} at a time: ${seconds.toFixed(2)} s`)
}
