import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { generatedNights, generateHistory } from '../replay/generated-history.ts'
import { naiveCounts } from '../replay/naive-counts.ts'
import { survivalPercentile, waitsToClose } from '../replay/naive-kpis.ts'
import { type ReplayedNight, replayedKpis, replayNight, writeReplayHouse } from '../replay/replay-house.ts'
import { runCommand } from './run-command.ts'

const history = generateHistory(20_260_101, 300)
const folder = writeReplayHouse(history, generatedNights)
const replayed: ReplayedNight[] = []

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a made-up history replayed night by night', () => {
  it('has of each existence kind what a slow, obvious count has, on every night, and no other kind', async () => {
    for (const at of generatedNights) replayed.push(await replayNight(folder, at))
    expect(replayed.map(({ at, open }) => ({ at, open }))).toEqual(
      generatedNights.map((at) => ({ at, open: withoutZeros(naiveCounts(history, generatedNights, at)) })),
    )
  }, 120_000)

  it('has every one of these kinds often enough to be worth counting', () => {
    const most = (kind: string) => Math.max(...replayed.map(({ open }) => open[kind] ?? 0))
    const kinds = Object.keys(naiveCounts([], [], ''))
    expect(kinds.filter((kind) => most(kind) < 3)).toEqual([])
  })

  it('reads every source whole on every night', () => {
    expect(replayed.flatMap(({ sources }) => sources).filter(({ complete }) => !complete)).toEqual([])
  })

  it('measures of the whole history what a simple count gives', async () => {
    const waits = waitsToClose(history, generatedNights.at(-1) ?? '')
    expect(waits.some(({ open }) => open)).toBe(true)
    const kpis = await replayedKpis(folder, '2021-01-01/2022-11-02')
    expect(kpis['time-to-close-p50']?.value).toBe(survivalPercentile(waits, 50))
    expect(kpis['time-to-close-p90']?.value).toBe(survivalPercentile(waits, 90))
  })

  it('leaves a log that verifies, and that still holds the head of every night', async () => {
    const heads = [replayed[0], replayed[9], replayed[19]].map((night) => night?.head)
    for (const head of heads) {
      const { code, stderr } = await runCommand(['audit', 'verify', '--expect-head', `${head?.count}:${head?.hash}`], {
        cwd: folder,
      })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    }
  })
})

function withoutZeros(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}
