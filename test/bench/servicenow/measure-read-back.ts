import { join } from 'node:path'
import type { ReadBackFigures } from './figures.ts'
import { runScript } from './run-client.ts'

interface Said {
  readonly records: number
  readonly floorSeconds: number
  readonly seconds: number
  readonly lines: number
  readonly approvals: number
  readonly faults: number
}

/** Fills a mirror with tickets and reads them back, as a process of its own; the quickest of so many. */
export async function measureReadBack(home: string, tickets: number, times: number): Promise<ReadBackFigures> {
  const all: ReadBackFigures[] = []
  for (let time = 0; time < times; time += 1) {
    all.push(await readBackOnce(join(home, `tickets-${time}.db`), tickets))
    console.error(`read-back: ${tickets} tickets: ${all.at(-1)?.figure.seconds.toFixed(2)} s`)
  }
  return all.reduce((best, one) => (one.figure.seconds < best.figure.seconds ? one : best))
}

async function readBackOnce(mirror: string, tickets: number): Promise<ReadBackFigures> {
  const { said, peakRss } = await runScript<Said>('read-back.ts', { tickets, mirror })
  const { records, floorSeconds, seconds, lines, approvals, faults } = said
  return {
    figure: { rows: tickets, seconds, rowsPerSecond: tickets / seconds, ...(peakRss !== undefined && { peakRss }) },
    records,
    floorSeconds,
    ratioToFloor: seconds / floorSeconds,
    wrong: Math.max(Math.abs(tickets - lines), Math.abs(tickets - approvals), faults),
  }
}
