import { describe, expect, it } from 'vitest'
import { compareEngines, type Engines } from './compare.ts'
import { engineNights } from './engine-under-test.ts'
import { findFailures } from './find-failures.ts'
import { referenceNights } from './reference/reference-engine.ts'
import type { World } from './world.ts'

describe('random worlds', () => {
  it('look the same to the engine and to the slow, obvious reference', async () => {
    const { done, failures } = await findFailures({ firstSeed: 700_000, runs: 150, mostFailures: 1 })
    expect(failures).toEqual([])
    expect(done).toBe(150)
  })
})

describe('the comparison', () => {
  const withEngines = (engines: Partial<Engines>) => (world: World) =>
    compareEngines(world, { engine: engineNights, reference: referenceNights, ...engines })
  const firstFailure = async (engines: Partial<Engines>) => {
    const { failures } = await findFailures({
      firstSeed: 1,
      runs: 40,
      mostFailures: 1,
      compare: withEngines(engines),
    })
    return failures[0]!
  }

  it('reports an engine that overlooks leavers, and shrinks the world to one leaver with one grant', async () => {
    const { disagreements, world } = await firstFailure({
      engine: async (given) =>
        (await engineNights(given)).map((night) =>
          night.filter(({ finding }) => finding.kind !== 'leaver-still-active'),
        ),
    })
    expect(disagreements[0]).toMatchObject({ tuple: expect.stringContaining('leaver-still-active'), reference: 'open' })
    expect(disagreements[0]).not.toHaveProperty('engine')
    expect(rowsOf(world)).toEqual({ nights: 1, requests: 0, access: 1, people: 1 })
  })

  it('reports a reference that never resolves anything, and shrinks the world to what is gone the second night', async () => {
    const { disagreements, world } = await firstFailure({
      reference: (given) =>
        referenceNights(given).map((night) => ({
          ...night,
          findings: night.findings.map((it) => (it.state === 'resolved' ? { ...it, state: 'open' } : it)),
        })),
    })
    expect(disagreements[0]).toMatchObject({ engine: 'resolved', reference: 'open' })
    expect(world.nights).toHaveLength(2)
  })

  it('reports a finding that only the engine has', async () => {
    const { disagreements } = await firstFailure({
      reference: (given) =>
        referenceNights(given).map((night) => ({
          ...night,
          findings: night.findings.filter(({ claim }) => claim.kind !== 'access-without-ticket'),
        })),
    })
    expect(disagreements[0]).toMatchObject({
      tuple: expect.stringContaining('access-without-ticket'),
      engine: expect.stringMatching(/^(open|accepted)$/),
    })
    expect(disagreements[0]).not.toHaveProperty('reference')
  })
})

function rowsOf({ nights }: World) {
  const total = (counts: readonly number[]) => counts.reduce((sum, it) => sum + it, 0)
  return {
    nights: nights.length,
    requests: total(nights.map(({ requests }) => requests.rows.length)),
    access: total(nights.flatMap(({ access }) => Object.values(access).map(({ rows }) => rows.length))),
    people: total(nights.map(({ people }) => people?.rows.length ?? 0)),
  }
}
