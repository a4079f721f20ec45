import { describe, expect, it } from 'vitest'
import { drawPlan } from './draw-plan.ts'
import { findFailures } from './find-failures.ts'
import type { Plan } from './plan.ts'
import { plantedReaders } from './planted-readers.ts'
import { playPlan } from './play-plan.ts'
import { createReached } from './reached.ts'
import { readByMirror } from './read-by-mirror.ts'
import type { Reader } from './reader.ts'

describe('a reading that chaos is let loose on', () => {
  it('ends exact, or says that it is not, night after night', async () => {
    const reached = createReached()
    const { done, failures } = await findFailures({
      firstSeed: 700_000,
      runs: 36,
      mostFailures: 1,
      atOnce: 6,
      onRun: reached.add,
    })
    expect(failures).toEqual([])
    expect(done).toBe(36)
    expect(Math.min(reached.nights.exact, reached.nights.incomplete, reached.nights.failed)).toBeGreaterThan(0)
  })

  it('is the same for the same seed', () => {
    expect(drawPlan(7)).toEqual(drawPlan(7))
    expect(drawPlan(8)).not.toEqual(drawPlan(7))
  })
})

/** A night on which little happens, so that a fault has only one way to show. */
const plain: Plan = {
  seed: 1,
  rows: 40,
  narrowed: false,
  pageSize: 10,
  concurrency: 1,
  fullSweepDays: 7,
  aheadSeconds: 0,
  undated: false,
  shape: {},
  nights: [{ before: [], flaws: {}, meanwhile: [] }],
}

const faultsOf = async (plan: Plan, read: Reader): Promise<readonly string[]> =>
  (await playPlan(plan, read)).flatMap(({ faults }) => faults)

const night = plain.nights[0] ?? { before: [], flaws: {}, meanwhile: [] }
const hidden: Plan = { ...plain, nights: [{ ...night, flaws: { 'rows-hidden-by-acl': { share: 1 } } }] }
const cancelled: Plan = { ...plain, nights: [{ ...night, flaws: { 'cancelled-200': { every: 2 } } }] }
const deleted: Plan = { ...plain, nights: [night, { ...night, before: [{ what: 'delete', pick: 3, ago: 3600 }] }] }
const killed: Plan = {
  ...deleted,
  nights: deleted.nights.map((one) => ({ ...one, meanwhile: [{ request: 2, kill: true }] })),
}

describe('what the chaos holds a reading to', () => {
  it.each([
    ['stops on an empty page', hidden, 'said to be complete, but missing'],
    ['asks for what changed only', deleted, 'said to be complete, but gone'],
    ['trusts a damaged 200', cancelled, 'said to be complete, but missing'],
  ] as const)('catches a reader that %s', async (name, plan, fault) => {
    expect((await faultsOf(plan, plantedReaders[name])).join()).toContain(fault)
  })

  it('has nothing against ours on the same nights', async () => {
    for (const plan of [plain, hidden, cancelled, deleted, killed])
      expect(await faultsOf(plan, readByMirror)).toEqual([])
  })

  it.each(Object.entries(plantedReaders))('finds that a reader %s by chance, too', async (_name, read) => {
    const { failures } = await findFailures({ firstSeed: 1, runs: 60, mostFailures: 1, shrinks: false, read })
    expect(failures).toHaveLength(1)
  })

  it('catches a reader that tells the password, or fails without words of ours', async () => {
    const tells: Reader = async ({ password }) => {
      throw new Error(`refused for ${password}`)
    }
    const faults = await faultsOf(plain, tells)
    expect(faults.join()).toContain('tells the password')
    expect(faults.join()).toContain('fails with what is no error of ours')
  })

  it('catches a reader that hands a row on twice, or is incomplete without a reason', async () => {
    const twice: Reader = async (attempt) => {
      const { rows } = await readByMirror(attempt)
      return { rows: [...rows, ...rows.slice(0, 1)], complete: false }
    }
    const faults = await faultsOf(plain, twice)
    expect(faults.join()).toContain('handed on twice')
    expect(faults.join()).toContain('is incomplete and does not say why')
  })

  it('makes a failing plan as small as it can', async () => {
    const { failures } = await findFailures({
      firstSeed: 1,
      runs: 60,
      mostFailures: 1,
      read: plantedReaders['asks for what changed only'],
    })
    const [failure] = failures
    expect(failure?.plan.nights.length).toBeLessThanOrEqual(2)
    expect(failure?.plan.rows).toBeLessThan(20)
  })
})
