import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { amount, valueText } from '../../packages/servicenow-sync/src/report/amount.ts'
import { readDocument } from '../docs/documents.ts'
import { sectionOf } from '../docs/read-table.ts'
import { type AccessEvent, readHistory } from '../replay/access-history.ts'
import { accountEnds, governReplayHouse, ownersAtEnd } from '../replay/governed-house.ts'
import { keptAfterEnd, percentile, survivalPercentile, waitsToClose } from '../replay/naive-kpis.ts'
import { type ReplayedNight, replayedKpis, replayNight, writeReplayHouse } from '../replay/replay-house.ts'
import { entriesOf, firstBadLine, flipOneBit } from './audit-tampering.ts'
import { runCommand } from './run-command.ts'

/** The history is real and therefore not part of the project: it lies beside it, or where this variable says. */
const data = process.env.TICKETBOUND_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const source = join(data, 'real-access-history')
const isThere = existsSync(join(source, 'oracle.json'))
if (!isThere) console.warn(`skipped: the ten real years are not at ${source}; TICKETBOUND_DATA names their folder`)

type Oracle = Readonly<Record<string, Readonly<Record<string, number>>>>

/** The night on which the replayed house learns of owners and of ends; nothing happened since the last one. */
const nightAfter = '2024-11-02T00:00:00Z'
const wholeHistory = '2014-01-01/2024-11-03'

/** What the oracle counts beside findings. */
const otherCounts = ['activeGrants', 'authorized']

describe.skipIf(!isThere)('ten real years replayed night by night', () => {
  let folder = ''
  let oracle: Oracle = {}
  let nights: readonly string[] = []
  let history: readonly AccessEvent[] = []
  const replayed: ReplayedNight[] = []
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('gives the findings of the oracle on every night, and no others', async () => {
    oracle = JSON.parse(readFileSync(join(source, 'oracle.json'), 'utf8')).nights
    nights = Object.keys(oracle)
    history = readHistory(join(source, 'events.jsonl'))
    folder = writeReplayHouse(history, nights)
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

  it('measures speed and safety over the whole history as simple counts of its events do', async () => {
    const waits = waitsToClose(history, nights.at(-1) ?? '')
    expect(waits.filter(({ open }) => open)).toEqual([])
    const lastNight = oracle[nights.at(-1) ?? ''] ?? {}
    const kpis = await replayedKpis(folder, wholeHistory)
    expectDocumented(kpis, ['time-to-close-p50', 'time-to-close-p90', 'access-without-ticket-rate'])
    expect(kpis.throughput?.value).toBe(waits.length)
    expect(kpis['time-to-close-p50']?.value).toBe(percentile(waits, 50))
    expect(kpis['time-to-close-p90']?.value).toBe(percentile(waits, 90))
    expect(kpis['access-without-ticket-rate']).toMatchObject({
      numerator: lastNight['access-without-ticket'],
      denominator: lastNight.activeGrants,
    })
    expect(kpis['approval-latency-p50']).toMatchObject({ value: null, numerator: 0 })
    expect(kpis['ownerless-entitlement-rate']).toMatchObject({ value: null, reason: 'no catalogue is given' })
    expect(kpis['time-to-deprovision-p50']).toMatchObject({ value: null, reason: 'no people source is given' })
  })

  it('measures owners and late ends once it knows the catalogue and the people', async () => {
    const governed = `${folder}-governed`
    cpSync(folder, governed, { recursive: true })
    try {
      governReplayHouse(governed, history, nights.at(-1) ?? '', nightAfter)
      await replayNight(governed, nightAfter)
      const kpis = await replayedKpis(governed, wholeHistory)
      expectDocumented(kpis, [
        'ownerless-entitlement-rate',
        'deprovisioning-completion',
        'time-to-deprovision-p50',
        'time-to-deprovision-p90',
      ])
      const owners = [...ownersAtEnd(history).values()]
      expect(kpis['ownerless-entitlement-rate']).toMatchObject({
        numerator: owners.filter((named) => named.length === 0).length,
        denominator: owners.length,
      })
      const kept = keptAfterEnd(history, accountEnds(history, nightAfter), [...nights, nightAfter])
      expect(kept.length).toBeGreaterThan(50)
      expect(kpis['deprovisioning-completion']).toMatchObject({
        numerator: kept.filter(({ hours, open }) => !open && hours <= 24).length,
        denominator: kept.length,
      })
      expect(kpis['time-to-deprovision-p50']?.value).toBe(survivalPercentile(kept, 50) ?? null)
      expect(kpis['time-to-deprovision-p90']?.value).toBe(survivalPercentile(kept, 90) ?? null)
    } finally {
      rmSync(governed, { recursive: true, force: true })
    }
  }, 300_000)

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

/** Prints figures, and compares them with those that the documents tell. */
function expectDocumented(kpis: Awaited<ReturnType<typeof replayedKpis>>, ids: readonly string[]): void {
  const told = sectionOf(readDocument('docs/measures.md').prose, 'Ten real years')
  for (const id of ids) {
    const { value = null, numerator = null, denominator = null } = kpis[id] ?? {}
    if (value === null || numerator === null || denominator === null) throw new Error(`${id} has no value`)
    const unit = /rate|completion/.test(id) ? 'ratio' : 'hours'
    const row = `| \`${id}\` | ${valueText(value, unit)} | ${amount(numerator)} of ${amount(denominator)} |`
    console.info(row)
    expect(told).toContain(row)
  }
}

function verify(folder: string, ...more: readonly string[]) {
  return runCommand(['audit', 'verify', ...more], { cwd: folder })
}

function findingsOf(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([name, count]) => count > 0 && !otherCounts.includes(name)))
}
