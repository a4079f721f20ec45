import { describe, expect, it } from 'vitest'
import type { Store } from '../../store/store.ts'
import type { NightStep } from '../night-input.ts'
import { catalogueOf } from '../testdata/catalogue-of.ts'
import { startNights } from '../testdata/night-driver.ts'
import { day, exceptionRow, grantRow, noon, personRow, requestRow } from '../testdata/rows.ts'
import type { World } from '../testdata/world-input.ts'

const approvals = [{ approver: 'olga', decision: 'approved', decidedAt: noon(1), how: 'native' }]
const world: World = {
  requests: [requestRow({ number: 'T1', approvals }), requestRow({ number: 'T2', principal: 'bertram' })],
  access: [grantRow('alice'), grantRow('bertram'), grantRow('caroline'), grantRow('stranger')],
  people: ['alice', 'bertram', 'caroline', 'olga'].map((principal) => personRow(principal)),
  exceptions: [exceptionRow('w-1', { account: 'caroline' })],
  catalogue: catalogueOf({
    id: 'deploy',
    system: 'prod',
    owners: ['olga'],
    approval: { parts: [{ from: 'owner', count: 1 }] },
  }),
}

const entries = (store: Store) => [...store.auditEntries()].map(({ bytes }) => JSON.parse(bytes))
const types = (store: Store) => entries(store).map(({ type }) => type)

async function concluded(given: World = world) {
  const nights = startNights()
  return { ...nights, result: await nights.night(day(4), given) }
}

describe('the log of a night', () => {
  it('holds what it was run on, what it judged, and what it found, in this order', async () => {
    const { store, result } = await concluded()
    expect(types(store)).toEqual(['night', 'source', 'source', 'source', 'source', 'exception', 'verdicts', 'findings'])
    expect(entries(store)[0]).toMatchObject({
      at: '2026-01-04T03:00:00Z',
      run: result.run,
      facts: { config: 'c'.repeat(64), policy: 'p'.repeat(64) },
    })
    expect(
      entries(store)
        .filter(({ type }) => type === 'source')
        .map(({ facts }) => facts),
    ).toEqual([
      { name: 'itsm', reads: 'requests', rows: 2, rejected: 0, complete: true, sha256: '0'.repeat(64) },
      { name: 'prod', reads: 'access', system: 'prod', rows: 4, rejected: 0, complete: true, sha256: '0'.repeat(64) },
      { name: 'hr', reads: 'people', rows: 4, rejected: 0, complete: true, sha256: '0'.repeat(64) },
      { name: 'waivers', reads: 'exceptions', rows: 1, rejected: 0, complete: true, sha256: '0'.repeat(64) },
    ])
  })

  it('holds each exception of a file when it comes, when it changes and when it goes', async () => {
    const { store, night } = await concluded()
    const recorded = () => {
      const ids = entries(store).flatMap(({ type, details }) =>
        type === 'exception' ? details.map(([id]: readonly string[]) => id) : [],
      )
      return [...store.details()].filter(({ id }) => ids.includes(id)).map(({ bytes }) => JSON.parse(bytes ?? ''))
    }
    expect(recorded()).toMatchObject([{ id: 'w-1', owner: 'olga' }])
    await night(day(5), world)
    expect(recorded()).toHaveLength(1)
    await night(day(6), { ...world, exceptions: [exceptionRow('w-1', { account: 'caroline' }, { owner: 'bertram' })] })
    expect(recorded().at(-1)).toMatchObject({ id: 'w-1', owner: 'bertram' })
    await night(day(7), { ...world, exceptions: [exceptionRow('w-2', { account: 'caroline' })] })
    expect(recorded().slice(2)).toMatchObject([{ id: 'w-2' }, { id: 'w-1', gone: true }])
  })

  it('names no person: who it is about stands in details', async () => {
    const { store } = await concluded()
    const log = [...store.auditEntries()].map(({ bytes }) => bytes).join('\n')
    const details = [...store.details()].map(({ bytes }) => bytes).join('\n')
    for (const name of ['alice', 'bertram', 'caroline', 'stranger']) {
      expect(log).not.toContain(name)
      expect(details).toContain(name)
    }
    expect(log).not.toContain('olga')
  })

  it('holds the verdict on a ticket once, until the ticket changes', async () => {
    const { store, night } = await concluded()
    const verdicts = () => types(store).filter((type) => type === 'verdicts').length
    await night(day(5), world)
    expect(verdicts()).toBe(1)
    await night(day(6), { ...world, requests: [requestRow({ number: 'T1', approvals, level: 'x' })] })
    expect(verdicts()).toBe(2)
  })

  it('has only what it was run on where nothing changed', async () => {
    const { store, night } = await concluded()
    const count = types(store).length
    await night(day(5), world)
    expect(types(store).slice(count)).toEqual(['night', 'source', 'source', 'source', 'source'])
  })
})

describe('the result of a night', () => {
  it('counts and measures what it found', async () => {
    const { result, standing } = await concluded()
    expect(standing()).toEqual([
      'access-without-ticket caroline deploy: accepted',
      'closed-without-evidence bertram deploy: open',
      'unmatched-account stranger: open',
    ])
    expect(result.measures).toMatchObject({
      'source-coverage': { numerator: 4, denominator: 4 },
      'access-without-ticket-rate': { numerator: 0, denominator: 3 },
      'evidence-rate': { numerator: 1, denominator: 2 },
      'orphaned-access-rate': { numerator: 1, denominator: 4 },
      'ownerless-entitlement-rate': { numerator: 0, denominator: 1 },
      'exception-rate': { numerator: 1, denominator: 3 },
      throughput: { numerator: 2 },
    })
    expect(result).not.toHaveProperty('previousAt')
  })

  it('counts as closed only what closed since the night before', async () => {
    const { night } = await concluded()
    const later = requestRow({ number: 'T3', openedAt: noon(3), closedAt: noon(4), principal: 'caroline' })
    const result = await night(day(5), { ...world, requests: [...(world.requests ?? []), later] })
    expect(result).toMatchObject({ previousAt: day(4), measures: { throughput: { numerator: 1 } } })
  })

  it('computes no measure that would need an incomplete source', async () => {
    const { result } = await concluded({ ...world, incomplete: ['itsm', 'hr'] })
    expect(result.measures['evidence-rate'].value).toBeNull()
    expect(result.measures['ownerless-entitlement-rate'].value).toBeNull()
    expect(result.measures['source-coverage'].value).toBe(0.5)
  })
})

describe('what a night remembers', () => {
  it('is each source’s size, only where it was complete', async () => {
    const { store, night } = await concluded()
    await night(day(5), { ...world, access: [grantRow('alice')], incomplete: ['prod'] })
    expect(['itsm', 'prod', 'hr'].map(store.night.completeRows)).toEqual([2, 4, 4])
  })

  it('is the names that its systems use', async () => {
    const { store } = await concluded({ ...world, access: [grantRow('alice'), grantRow('alice', 'ghost')] })
    expect([...store.night.entitlementNames()].map(([, native]) => native).sort()).toEqual(['deploy', 'ghost'])
  })

  it('is the people, as they were last read', async () => {
    const { store, night } = await concluded()
    const { people: _none, ...without } = world
    await night(day(5), without)
    expect([...store.night.people()].map(({ principal }) => principal).sort()).toEqual([
      'alice',
      'bertram',
      'caroline',
      'olga',
    ])
  })
})

describe('a night of many subjects', () => {
  it('tells how far it is', async () => {
    const { night } = startNights()
    const steps: NightStep[] = []
    const access = Array.from({ length: 10_001 }, (_, at) => grantRow(`a${at}`))
    await night(day(4), { requests: [], access }, { onStep: (step) => steps.push(step) })
    expect(steps.filter(({ step }) => step === 'reconciling')).toEqual(
      [5000, 10_000].map((subjects) => ({ step: 'reconciling', subjects, of: 10_001 })),
    )
  })
})
