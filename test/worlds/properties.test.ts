import { findingId, kindFacts } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutShort, repeated, shuffled, withStranger } from './change-world.ts'
import { type EngineFinding, engineNights } from './engine-under-test.ts'
import { matchingWorld } from './matching-world.ts'
import { missingEvidence } from './missing-evidence.ts'
import { randomWorld } from './random-world.ts'
import type { World } from './world.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })

/** Checks a law on so many worlds, the same ones every time. */
function holds(runs: number, law: (seed: number) => Promise<void>): Promise<void> {
  return fc.assert(fc.asyncProperty(seeds, law), { numRuns: runs, seed: 20_260_301 })
}

/** What a finding says, without the numbers of the snapshot lines it rests on. */
function saying({ finding }: EngineFinding) {
  const evidence = finding.evidence.map((it) => JSON.stringify(it.type === 'snapshot-line' ? { ...it, line: 0 } : it))
  return { ...finding, evidence: evidence.sort() }
}

/** The same without its sentence, which may count lines, and without the evidence, which is renewed with the sentence. */
function sayingLess(given: EngineFinding) {
  const { message: _counted, evidence: _renewed, ...rest } = saying(given)
  return rest
}

async function told<Said>(world: World, say: (finding: EngineFinding) => Said): Promise<readonly (readonly Said[])[]> {
  return (await engineNights(world)).map((night) => night.map(say))
}

describe('the engine', () => {
  it('finds nothing in a world reconciled with itself', async () => {
    let grants = 0
    await holds(25, async (seed) => {
      const world = matchingWorld(seed)
      for (const night of await engineNights(world)) expect(night).toEqual([])
      for (const { access } of world.nights) grants += access.prod?.rows.length ?? 0
    })
    expect(grants).toBeGreaterThan(50)
  })

  it('sees the same in rows in another order', async () => {
    await holds(25, async (seed) => {
      const world = randomWorld(seed)
      expect(await told(shuffled(world, seed), saying)).toEqual(await told(world, saying))
    })
  })

  it('sees the same in rows that are written twice', async () => {
    await holds(25, async (seed) => {
      const world = randomWorld(seed)
      expect(await told(repeated(world, seed), sayingLess)).toEqual(await told(world, sayingLess))
    })
  })

  it('changes nothing else for a grant that has to do with nothing else', async () => {
    const stranger = { account: 'stranger', entitlement: 'strange' }
    const isStrange = ({ finding }: EngineFinding) =>
      finding.account === stranger.account || finding.entitlement === stranger.entitlement
    await holds(25, async (seed) => {
      const world = withoutExceptions(randomWorld(seed))
      const nights = (await engineNights(withStranger(world, stranger))).map((night) =>
        night.filter((it) => !isStrange(it)).map(saying),
      )
      expect(nights).toEqual(await told(world, saying))
    })
  })

  it('neither opens nor resolves what needs a scope that was cut short', async () => {
    await holds(25, async (seed) => {
      const world = randomWorld(seed)
      const system = world.systems[seed % world.systems.length] ?? ''
      const [before, after] = (await engineNights(cutShort(withoutExceptions(world), system, seed))).slice(-2)
      const isBound = ({ finding }: EngineFinding) =>
        finding.system === system && kindFacts(finding.kind).needs.includes('access')
      const standing = (night: readonly EngineFinding[] = []) =>
        night.filter(isBound).map(({ tuple, state }) => [tuple, state])
      expect(standing(after ?? before)).toEqual(after ? standing(before) : [])
      const resolved = (after ?? []).filter(({ finding }) => finding.system === system && isResolvedAt(finding, world))
      expect(resolved).toEqual([])
    })
  })

  it('rests every finding on something that was there to read', async () => {
    await holds(25, async (seed) => {
      const world = randomWorld(seed)
      const nights = await engineNights(world)
      for (const [night, findings] of nights.entries()) {
        for (const { finding } of findings) expect(missingEvidence(finding, world, night)).toEqual([])
      }
    })
  })

  it('gives every finding one id of its own, and the same one every time', async () => {
    await holds(25, async (seed) => {
      const [nights, again] = [await engineNights(randomWorld(seed)), await engineNights(randomWorld(seed))]
      expect(again).toEqual(nights)
      const idOf = new Map<string, string>()
      for (const findings of nights) {
        expect(new Set(findings.map(({ finding }) => finding.id)).size).toBe(findings.length)
        for (const { tuple, finding } of findings) {
          expect(finding.id).toBe(findingId(finding, sha256))
          expect(idOf.get(tuple) ?? finding.id).toBe(finding.id)
          idOf.set(tuple, finding.id)
        }
      }
    })
  })
})

/** What is accepted is chosen by counting through the open findings, which one more finding would upset. */
function withoutExceptions(world: World): World {
  return { ...world, nights: world.nights.map((night) => ({ ...night, exceptions: [], accept: [] })) }
}

function isResolvedAt({ state, changedAt, kind }: EngineFinding['finding'], world: World): boolean {
  // These are about a ticket or about the catalogue: they name a system without having looked at it.
  if (['duplicate-request', 'approval-overdue', 'gate-bypassed', 'ownerless-entitlement'].includes(kind)) return false
  return state === 'resolved' && changedAt === Date.parse(world.nights.at(-1)?.at ?? '')
}
