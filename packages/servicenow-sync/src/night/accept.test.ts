import { describe, expect, it } from 'vitest'
import { acceptBaseline, acceptFinding } from './accept.ts'
import { discardRun } from './held.ts'
import { catalogueOf } from './testdata/catalogue-of.ts'
import { startNights } from './testdata/night-driver.ts'
import { day, grantRow, requestRow } from './testdata/rows.ts'
import type { World } from './testdata/world-input.ts'
import { verifyAudit } from './verify-audit.ts'

const terms = { owner: 'olga', until: day(10), reason: 'being moved' }
const world: World = {
  requests: [requestRow({ number: 'T1', principal: 'zoe' })],
  access: [grantRow('zoe'), grantRow('alice', 'deploy', { level: 'read' }), grantRow('bob')],
  catalogue: catalogueOf({ id: 'deploy', system: 'prod', levels: ['read', 'write'] }),
}
const wider: World = {
  ...world,
  access: [grantRow('zoe'), grantRow('alice', 'deploy', { level: 'write' }), grantRow('bob')],
}

async function oneNight() {
  const nights = startNights()
  await nights.night(day(4), world)
  const finding = [...nights.store.findings({ includeClosed: false })].find(({ principal }) => principal === 'alice')
  if (finding === undefined) throw new Error('alice’s access is without a ticket')
  return { ...nights, finding, id: finding.id }
}

describe('acceptFinding', () => {
  it('accepts a finding, bound to its facts, under an exception that covers it alone', async () => {
    const { store, id, finding } = await oneNight()
    const { exception, finding: accepted } = acceptFinding(store, { ...terms, finding: id })
    expect(exception).toEqual({
      id: expect.stringMatching(/^accepted-[0-9a-f]{12}$/),
      owner: 'olga',
      reason: 'being moved',
      from: day(4),
      until: day(10),
      covers: { finding: id },
      approvedBy: 'olga',
    })
    expect(accepted).toEqual({
      ...finding,
      state: 'accepted',
      changedAt: day(4),
      acceptance: { exception: exception.id, facts: { level: 'read', rank: 0 } },
    })
    expect(store.finding(id)).toEqual(accepted)
    expect([...store.exceptions()]).toEqual([exception])
    expect([...store.night.acceptedExceptions()]).toEqual([exception.id])
  })

  it('stays with its subject, so that the next night finds it accepted', async () => {
    const { store, id, night } = await oneNight()
    const subject = store.night.subjectOfFinding(id)
    acceptFinding(store, { ...terms, finding: id })
    expect(store.night.subjectOfFinding(id)).toBe(subject)
    const next = await night(day(5), world)
    expect(store.finding(id)?.state).toBe('accepted')
    expect(next.findings['access-without-ticket']).toMatchObject({ open: 1, accepted: 0, reopened: 0 })
  })

  it('goes on record, with who and why in a detail, under a fresh secret', async () => {
    const { store, id } = await oneNight()
    const [head, seed] = [store.head(), store.night.saltSeed()]
    acceptFinding(store, { ...terms, finding: id })
    const added = [...store.auditEntries()].slice(head.count)
    expect(added.map(({ bytes }) => JSON.parse(bytes).type)).toEqual(['exception', 'findings'])
    expect(added.map(({ bytes }) => bytes).join()).not.toMatch(/olga|alice|being moved/)
    expect(verifyAudit(store)).toMatchObject({ head: store.head(), details: { erased: 0 } })
    expect(store.night.saltSeed()).not.toBe(seed)
  })

  it('is open no more in the counts of its night, however often it is accepted', async () => {
    const { store, id } = await oneNight()
    const left = { low: 0, medium: 0, high: 1, critical: 0 }
    expect(store.lastNight()?.openBySeverity).toEqual({ ...left, high: 2 })
    acceptFinding(store, { ...terms, finding: id })
    expect(store.lastNight()?.openBySeverity).toEqual(left)
    acceptFinding(store, { ...terms, until: day(20), finding: id })
    expect(store.lastNight()?.openBySeverity).toEqual(left)
    acceptBaseline(store, terms)
    expect(store.lastNight()?.openBySeverity).toEqual({ ...left, high: 0 })
  })

  it('leaves a discarded night discarded', async () => {
    const nights = startNights()
    await nights.night(day(4), { ...world, policy: { hold: { share: 0, minimum: 1 } } })
    const { run } = await nights.night(day(5), { ...world, access: [], policy: { hold: { share: 0, minimum: 1 } } })
    discardRun(nights.store, run, terms)
    expect(acceptBaseline(nights.store, terms).accepted).toBe(2)
    expect(nights.store.night.stateOf(run)).toBe('discarded')
  })

  it('is one acceptance when it is said twice', async () => {
    const { store, id } = await oneNight()
    const first = acceptFinding(store, { ...terms, finding: id })
    const head = store.head()
    expect(acceptFinding(store, { ...terms, finding: id })).toEqual(first)
    expect(store.head()).toEqual(head)
  })

  it('can be decided anew, with another end', async () => {
    const { store, id } = await oneNight()
    acceptFinding(store, { ...terms, finding: id })
    const { exception } = acceptFinding(store, { ...terms, until: day(20), finding: id })
    expect(store.finding(id)?.acceptance?.exception).toBe(exception.id)
    expect([...store.exceptions()]).toHaveLength(2)
  })

  it('comes back when what it is about widens', async () => {
    const { store, id, night } = await oneNight()
    acceptFinding(store, { ...terms, finding: id })
    await night(day(5), wider)
    expect(store.finding(id)).toMatchObject({
      state: 'reopened',
      reopenedBecause: 'the level went from read to write since it was accepted',
    })
    const { finding } = acceptFinding(store, { ...terms, finding: id })
    expect(finding).not.toHaveProperty('reopenedBecause')
    await night(day(6), wider)
    expect(store.finding(id)?.state).toBe('accepted')
  })

  it('comes back when it has ended, and so does a finding about the exception', async () => {
    const { store, id, night, standing } = await oneNight()
    const { exception } = acceptFinding(store, { ...terms, finding: id })
    await night(day(9), world)
    expect(store.finding(id)?.state).toBe('accepted')
    await night(day(10), world)
    expect(store.finding(id)?.state).toBe('reopened')
    expect(standing()).toContain(`exception-expired olga ${exception.id}: open`)
  })
})

describe('acceptBaseline', () => {
  it('accepts exactly the findings that are open now, under one exception that covers nothing else', async () => {
    const { store, night, standing } = await oneNight()
    const { exception, accepted } = acceptBaseline(store, terms)
    expect(accepted).toBe(2)
    expect(exception).toMatchObject({ id: expect.stringMatching(/^baseline-[0-9a-f]{12}$/), covers: {}, from: day(4) })
    expect(standing()).toEqual([
      'access-without-ticket alice deploy: accepted',
      'access-without-ticket bob deploy: accepted',
    ])
    await night(day(5), { ...world, access: [...(world.access ?? []), grantRow('carol')] })
    expect(standing()).toContain('access-without-ticket carol deploy: open')
    expect(standing()).toContain('access-without-ticket bob deploy: accepted')
  })

  it('leaves alone what is accepted already', async () => {
    const { store, id } = await oneNight()
    const { exception } = acceptFinding(store, { ...terms, finding: id })
    expect(acceptBaseline(store, terms).accepted).toBe(1)
    expect(store.finding(id)?.acceptance?.exception).toBe(exception.id)
  })

  it('stays in the measures', async () => {
    const { store, night } = await oneNight()
    acceptBaseline(store, terms)
    const { measures } = await night(day(5), world)
    expect(measures['access-without-ticket-rate']).toMatchObject({ numerator: 2, denominator: 3 })
    expect(measures['exception-rate']).toMatchObject({ numerator: 2, denominator: 2 })
  })

  it('goes on record, and the log stays whole', async () => {
    const { store } = await oneNight()
    acceptBaseline(store, terms)
    expect(verifyAudit(store)).toMatchObject({ head: store.head(), details: { erased: 0 } })
  })
})

describe('an acceptance', () => {
  it.each([
    ['whose end is the last night', { until: day(4) }, 'until-in-the-past'],
    ['without an owner', { owner: ' ' }, 'acceptance-unowned'],
    ['without a reason', { reason: '' }, 'acceptance-unowned'],
  ])('%s is refused, and nothing is written', async (_what, given, code) => {
    const { store, id } = await oneNight()
    const head = store.head()
    const refused = expect.objectContaining({ kind: 'input', code })
    expect(() => acceptFinding(store, { ...terms, ...given, finding: id })).toThrow(refused)
    expect(() => acceptBaseline(store, { ...terms, ...given })).toThrow(refused)
    expect(store.head()).toEqual(head)
    expect([...store.exceptions()]).toEqual([])
  })

  it('of a finding that is resolved, or not there, is refused', async () => {
    const { store, night, id } = await oneNight()
    await night(day(5), { ...world, access: [grantRow('zoe')] })
    for (const finding of [id, 'f-unknown']) {
      expect(() => acceptFinding(store, { ...terms, finding })).toThrow(
        expect.objectContaining({ code: 'finding-not-open' }),
      )
    }
  })

  it('is refused before the first night', () => {
    const { store } = startNights()
    expect(() => acceptBaseline(store, terms)).toThrow(
      expect.objectContaining({ kind: 'config', code: 'no-night-yet' }),
    )
  })
})
