import { itemKey, makeSeal } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import type { Dossier } from '../../storage/dossiers.ts'
import { noon } from '../../testdata/app-host.ts'
import { aDossier } from '../../testdata/dossier.ts'
import { createMemoryDossiers } from '../../testdata/memory-dossiers.ts'
import { anAdminHost } from '../testdata/admin-host.ts'
import { ask } from '../testdata/ask.ts'
import { toAppMeasures } from './app-measures.ts'
import { addTallies, type DossierTally, emptyTally } from './dossier-tally.ts'
import { type MeasuresPlace, readMeasures } from './read-measures.ts'
import { tallyOf } from './tally-of.ts'

const hour = 3_600_000
const moment = { now: noon, agreedMs: 24 * hour }

async function approvedAfter(hours: number, decision: 'approved' | 'rejected' = 'approved'): Promise<string> {
  const claims = {
    version: 1 as const,
    tenant: 'site-1',
    source: 'jira',
    number: 'ACC-1',
    item: itemKey('alice', 'deploy'),
    opened: noon - 1000 * hour,
    digest: '0'.repeat(64),
    approver: 'bob',
    for: null,
    onBehalfOf: null,
    decision,
    decidedAt: noon - 1000 * hour + hours * hour,
    previous: null,
  }
  return makeSeal(claims, 'k1', async (header, payload) =>
    [JSON.stringify(header), payload, ''].map((part) => Buffer.from(part).toString('base64url')).join('.'),
  )
}

const passage = { passedAt: noon - hour, to: '10003', digest: 'd', verdict: 'v' }

function measureOf(tally: DossierTally, id: string) {
  return toAppMeasures(tally).find((measure) => measure.id === id)
}

describe('tallyOf', () => {
  it('takes the time from asking to the last approval, and holds it against what was agreed', async () => {
    const seals = [await approvedAfter(2), await approvedAfter(30), await approvedAfter(40, 'rejected')]
    expect(tallyOf(aDossier({ seals }), moment)).toMatchObject({
      approved: 1,
      approvalMs: 30 * hour,
      approvedInTime: 0,
      latencies: [0, 0, 0, 1, 0, 0],
    })
  })

  it.each([
    [1, 0],
    [4, 1],
    [24, 2],
    [72, 3],
    [168, 4],
    [169, 5],
  ])('puts an approval after %i hours into class %i', async (hours, at) => {
    const { latencies } = tallyOf(aDossier({ seals: [await approvedAfter(hours)] }), moment)
    expect(latencies.indexOf(1)).toBe(at)
  })

  it('counts what ends within 30, 60 and 90 days, of what was let pass and has not ended', () => {
    const ends = (expires: string) => tallyOf(aDossier({ state: 'passed', passages: [passage], expires }), moment)
    expect(ends('2026-11-30')).toMatchObject({ standing: 1, dated: 1, ending: [1, 1, 1] })
    expect(ends('2027-01-31')).toMatchObject({ standing: 1, dated: 1, ending: [0, 0, 1] })
    expect(ends('2026-11-01')).toMatchObject({ standing: 0, dated: 0, ending: [0, 0, 0] })
    expect(tallyOf(aDossier({ passages: [passage] }), moment)).toMatchObject({ standing: 1, dated: 0 })
    expect(tallyOf(aDossier({ expires: '2026-11-30' }), moment)).toMatchObject({ standing: 0 })
  })

  it('counts only what became void after it had passed', () => {
    const voidedAt = (at: number) =>
      tallyOf(aDossier({ passages: [passage], voids: [{ at, fields: ['owner'], approvers: ['bob'] }] }), moment)
    expect([voidedAt(noon).voidedAfterPassing, voidedAt(noon - 2 * hour).voidedAfterPassing]).toEqual([1, 0])
  })

  it('takes what is no seal for nothing', () => {
    expect(tallyOf(aDossier({ seals: ['', 'a.b.c', '..'] }), moment)).toMatchObject({ approved: 0 })
  })
})

describe('addTallies', () => {
  it('gives over two parts what the whole gives', async () => {
    const dossiers = [
      aDossier({ state: 'passed', passages: [passage], seals: [await approvedAfter(5)] }),
      aDossier({ state: 'blocked' }),
      aDossier({ state: 'bypassed', expires: '2026-12-01' }),
    ]
    const [one, two, three] = dossiers.map((dossier) => tallyOf(dossier, moment)) as [
      DossierTally,
      DossierTally,
      DossierTally,
    ]
    expect(addTallies(addTallies(one, two), three)).toEqual(addTallies(three, addTallies(two, one)))
    expect(addTallies(one, emptyTally)).toEqual(one)
  })
})

describe('toAppMeasures', () => {
  it('computes nothing from nothing, and says why instead of 0', () => {
    for (const { value, reason } of toAppMeasures(emptyTally)) {
      expect(value).toBeNull()
      expect(reason).toBeDefined()
    }
  })

  it('names numerator and denominator of every share', async () => {
    const tally = addTallies(
      tallyOf(aDossier({ state: 'passed', passages: [passage], seals: [await approvedAfter(5)] }), moment),
      tallyOf(aDossier({ state: 'blocked', seals: [await approvedAfter(100)] }), moment),
    )
    expect(measureOf(tally, 'passed')).toMatchObject({ value: 0.5, numerator: 1, denominator: 2 })
    expect(measureOf(tally, 'approved-in-time')).toMatchObject({ value: 0.5, numerator: 1, denominator: 2 })
    expect(measureOf(tally, 'approval-hours')).toMatchObject({ value: 52.5, numerator: 105, denominator: 2 })
    expect(measureOf(tally, 'ends-in-30')).toMatchObject({ value: 0, denominator: 1 })
  })
})

describe('readMeasures', () => {
  it('counts every dossier once, in parts that fit into a call', async () => {
    const many = Array.from({ length: 4300 }, (_, n): Dossier => {
      return aDossier({ issueId: `${n}`, state: n % 2 === 0 ? 'passed' : 'ready' })
    })
    const host = anAdminHost({ dossiers: createMemoryDossiers(...many) })
    let [tally, from, parts] = [emptyTally, undefined as MeasuresPlace | undefined, 0]
    do {
      const part = await ask(readMeasures, from === undefined ? {} : { from }, host)
      if (!part.ok) throw new Error(part.code)
      tally = addTallies(tally, part.tally)
      from = part.next
      parts += 1
    } while (from !== undefined)
    expect(tally.states).toMatchObject({ passed: 2150, ready: 2150, blocked: 0 })
    expect(parts).toBeGreaterThan(1)
  })
})
