import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { readHistory } from '../replay/access-history.ts'
import { type ReplayedNight, replayNight, writeReplayHouse } from '../replay/replay-house.ts'
import { entriesOf, firstBadLine, flipOneBit } from './audit-tampering.ts'
import { runCommand } from './run-command.ts'

/** The history is real and therefore not part of the project: it lies beside it, or where this variable says. */
const data = process.env.TICKETBOUND_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const source = join(data, 'real-access-history')
const isThere = existsSync(join(source, 'oracle.json'))
if (!isThere) console.warn(`skipped: the ten real years are not at ${source}; TICKETBOUND_DATA names their folder`)

type Oracle = Readonly<Record<string, Readonly<Record<string, number>>>>

/** What the oracle counts beside findings. */
const otherCounts = ['activeGrants', 'authorized']

describe.skipIf(!isThere)('ten real years replayed night by night', () => {
  let folder = ''
  const replayed: ReplayedNight[] = []
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('gives the findings of the oracle on every night, and no others', async () => {
    const oracle: Oracle = JSON.parse(readFileSync(join(source, 'oracle.json'), 'utf8')).nights
    const nights = Object.keys(oracle)
    folder = writeReplayHouse(readHistory(join(source, 'events.jsonl')), nights)
    const began = performance.now()
    for (const at of nights) replayed.push(await replayNight(folder, at))
    const seconds = Math.round((performance.now() - began) / 1000)
    console.info(`replayed ${nights.length} nights, each a process of its own, in ${seconds} s`)
    expect(nights.length).toBe(126)
    expect(replayed.map(({ at, open }) => ({ at, open }))).toEqual(
      nights.map((at) => ({ at, open: findingsOf(oracle[at] ?? {}) })),
    )
    expect(replayed.map(({ sources }) => sources.find(({ name }) => name === 'prod')?.rows)).toEqual(
      nights.map((at) => oracle[at]?.activeGrants),
    )
    expect(replayed.flatMap(({ sources }) => sources).filter(({ complete }) => !complete)).toEqual([])
  }, 900_000)

  it('leaves a log that verifies, in which the head of every year still stands', async () => {
    for (const { head } of replayed.filter((_, night) => night % 12 === 0)) {
      const { code, stdout } = await verify(folder, '--expect-head', `${head.count}:${head.hash}`)
      expect({ code, said: stdout.split(':')[0] }).toEqual({ code: 0, said: 'The log is whole' })
    }
  })

  it('names the first bad entry after one bit of the store is flipped', async () => {
    const copy = `${folder}-changed`
    cpSync(folder, copy, { recursive: true })
    try {
      const entries = entriesOf(join(copy, 'ticketbound.db'))
      const { seq } = entries[Math.floor(entries.length / 2)] ?? { seq: 0 }
      flipOneBit(join(copy, 'ticketbound.db'), `"seq":${seq},"type":"`, `"seq":${seq},"type":"`.length)
      const { code, stderr } = await verify(copy)
      expect(code).toBe(4)
      expect(stderr).toContain(`the log is broken: entry ${seq} has been changed`)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  })

  it('names the first bad entry after one bit of the exported log is flipped', async () => {
    await runCommand(['audit', 'export', 'audit'], { cwd: folder })
    const log = join(folder, 'audit', 'log.ndjson')
    expect(firstBadLine(log)).toBeUndefined()
    const seq = Math.floor((replayed.at(-1)?.head.count ?? 0) / 2)
    flipOneBit(log, `"seq":${seq},`, `"seq":${seq}`.length - 1)
    expect(firstBadLine(log)).toBe(seq)
  })
})

function verify(folder: string, ...more: readonly string[]) {
  return runCommand(['audit', 'verify', ...more], { cwd: folder })
}

function findingsOf(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([name, count]) => count > 0 && !otherCounts.includes(name)))
}
