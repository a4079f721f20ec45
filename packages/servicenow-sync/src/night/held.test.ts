import type { Entitlement } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { acceptBaseline } from './accept.ts'
import { confirmRun, discardRun } from './held.ts'
import { runIdOf } from './run-id.ts'
import { catalogueOf } from './testdata/catalogue-of.ts'
import { startNights } from './testdata/night-driver.ts'
import { day, grantRow, requestRow } from './testdata/rows.ts'
import type { World } from './testdata/world-input.ts'
import { verifyAudit } from './verify-audit.ts'

type Risk = Entitlement['risk']

const decision = { owner: 'olga', reason: 'the export was moved' }
const strict = { policy: { hold: { share: 0, minimum: 1 } } }
const before: World = {
  ...strict,
  requests: [requestRow({ number: 'T1' })],
  access: [grantRow('alice'), grantRow('bob')],
}
/** Bob's access is gone, and two others have some: three changes where one is expected at most. */
const after: World = { ...before, access: [grantRow('alice'), grantRow('carol'), grantRow('dora')] }
const run = runIdOf(day(5))

async function heldNight() {
  const nights = startNights()
  await nights.night(day(4), before)
  return { ...nights, result: await nights.night(day(5), after) }
}

describe('a night that changes more than is allowed', () => {
  it('is held: it says why and how to confirm it, and shows nothing of what it found', async () => {
    const { result, store, findings } = await heldNight()
    expect(result.held).toEqual({
      reason: '3 findings would change on `prod`, where 1 are expected at most',
      confirm: `ticketbound confirm ${run} --owner … --reason …`,
    })
    expect(store.night.stateOf(run)).toBe('held')
    expect(findings()).toEqual(['access-without-ticket bob deploy: open'])
    expect(result.findings['access-without-ticket']).toEqual({
      open: 1,
      opened: 0,
      resolved: 0,
      reopened: 0,
      accepted: 0,
    })
    expect([...store.changesOf(run)].map(({ change }) => change).sort()).toEqual(['opened', 'opened', 'resolved'])
    expect(verifyAudit(store)).toMatchObject({ head: result.head, details: { erased: 0 } })
  })

  it('is not held at the limit, or on the first complete night of a scope', async () => {
    const { night } = startNights()
    expect((await night(day(4), { ...after, access: [...(after.access ?? []), grantRow('eve')] })).held).toBeNull()
    expect((await night(day(5), after)).held).toBeNull()
  })
})

describe('accepting while a night is held', () => {
  it('is refused, because what was accepted is not what the night will publish', async () => {
    const { store } = await heldNight()
    const terms = { owner: 'olga', until: day(30), reason: 'known' }
    expect(() => acceptBaseline(store, terms)).toThrow(expect.objectContaining({ code: 'run-held' }))
    expect([...store.exceptions()]).toEqual([])
    confirmRun(store, run, decision)
    expect(acceptBaseline(store, terms).accepted).toBe(2)
  })
})

describe('confirmRun', () => {
  it('publishes what the night found, and counts it', async () => {
    const { store, findings } = await heldNight()
    const published = confirmRun(store, run, decision)
    expect(published.held).toBeNull()
    expect(published.findings['access-without-ticket']).toEqual({
      open: 2,
      opened: 2,
      resolved: 1,
      reopened: 0,
      accepted: 0,
    })
    expect(findings()).toEqual([
      'access-without-ticket bob deploy: resolved',
      'access-without-ticket carol deploy: open',
      'access-without-ticket dora deploy: open',
    ])
    expect(store.lastNight()).toEqual(published)
    expect(store.night.stateOf(run)).toBe('published')
    expect([...store.night.heldChanges(run)]).toEqual([])
    expect([...store.changesOf(run)]).toHaveLength(3)
  })

  it('leaves what an unheld night would have left', async () => {
    const { store } = await heldNight()
    confirmRun(store, run, decision)
    const unheld = startNights()
    await unheld.night(day(4), { ...before, policy: { hold: { share: 1, minimum: 100 } } })
    await unheld.night(day(5), { ...after, policy: { hold: { share: 1, minimum: 100 } } })
    const left = (of: typeof store) => [...of.findings({ includeClosed: true })]
    expect(left(store)).toEqual(left(unheld.store))
    expect(store.lastNight()?.findings).toEqual(unheld.store.lastNight()?.findings)
    expect(store.lastNight()?.openBySeverity).toEqual(unheld.store.lastNight()?.openBySeverity)
  })

  it('counts by severity what it publishes, also where a finding only became more severe', async () => {
    const rated = (risk: Risk) => ({ catalogue: catalogueOf({ id: 'deploy', system: 'prod', risk }) })
    const { night, store } = startNights()
    await night(day(4), { ...before, ...rated('medium') })
    const access = [...(after.access ?? []), grantRow('bob')]
    const held = await night(day(5), { ...after, access, ...rated('critical') })
    expect(held.openBySeverity).toEqual({ low: 0, medium: 0, high: 1, critical: 0 })
    expect(confirmRun(store, run, decision).openBySeverity).toEqual({ low: 0, medium: 0, high: 0, critical: 3 })
  })

  it('puts on record who decided and why, and makes its salts unguessable afterwards', async () => {
    const { store } = await heldNight()
    const seed = store.night.saltSeed()
    const { head } = confirmRun(store, run, decision)
    const entries = [...store.auditEntries()].map(({ bytes }) => JSON.parse(bytes))
    expect(entries.slice(-3).map(({ type }) => type)).toEqual(['held', 'confirmed', 'findings'])
    expect([...store.details()].map(({ bytes }) => bytes)).toContain(JSON.stringify(decision))
    expect(verifyAudit(store).head).toEqual(head)
    expect(store.night.saltSeed()).not.toBe(seed)
  })

  it('is followed by a night that finds nothing new', async () => {
    const { store, night } = await heldNight()
    confirmRun(store, run, decision)
    const next = await night(day(6), after)
    expect(next.held).toBeNull()
    expect([...store.changesOf(next.run)]).toEqual([])
  })
})

describe('discardRun', () => {
  it('drops what the night found, and leaves the findings as they were', async () => {
    const { store, findings } = await heldNight()
    const seed = store.night.saltSeed()
    discardRun(store, run, decision)
    expect(findings()).toEqual(['access-without-ticket bob deploy: open'])
    expect(store.night.stateOf(run)).toBe('discarded')
    expect(store.lastNight()).toMatchObject({ run, held: null, head: store.head() })
    expect([...store.changesOf(run)]).toEqual([])
    expect(JSON.parse([...store.auditEntries()].at(-1)?.bytes ?? '').type).toBe('discarded')
    expect([...store.details()].at(-1)?.bytes).toBe(JSON.stringify(decision))
    expect(verifyAudit(store).head).toEqual(store.head())
    expect(store.night.saltSeed()).not.toBe(seed)
  })

  it('is followed by a night that compares anew, with what was observed kept', async () => {
    const { store, night } = await heldNight()
    discardRun(store, run, decision)
    const next = await night(day(6), after)
    expect(next.held).not.toBeNull()
    confirmRun(store, next.run, decision)
    const carol = [...store.findings({ includeClosed: false })].find(({ principal }) => principal === 'carol')
    expect(carol).toMatchObject({ firstSeen: day(6), since: day(5) })
  })
})

describe('a held night that nobody decided about', () => {
  it('is discarded by the next one, which says so on record', async () => {
    const { store, night, findings } = await heldNight()
    const next = await night(day(6), before)
    expect(store.night.stateOf(run)).toBe('discarded')
    expect(next.held).toBeNull()
    expect(findings()).toEqual(['access-without-ticket bob deploy: open'])
    const types = [...store.auditEntries()].map(({ bytes }) => JSON.parse(bytes).type)
    expect(types).toContain('discarded')
    expect([...store.details()].map(({ bytes }) => bytes).join()).toContain('before anybody decided')
    expect(verifyAudit(store).head).toEqual(next.head)
  })

  it('can be held again by the next one', async () => {
    const { store, night } = await heldNight()
    const next = await night(day(6), after)
    expect(next.held).not.toBeNull()
    expect([run, next.run].map(store.night.stateOf)).toEqual(['discarded', 'held'])
    expect(() => confirmRun(store, run, decision)).toThrow(expect.objectContaining({ code: 'run-not-held' }))
  })
})

describe('a run that is not held', () => {
  it.each([
    ['confirmed', confirmRun],
    ['discarded', discardRun],
  ])('is not %s, and nothing is written', async (_what, decide) => {
    const { store, night } = startNights()
    const { run: published } = await night(day(4), before)
    const head = store.head()
    for (const name of [published, 'n-unknown']) {
      expect(() => decide(store, name, decision)).toThrow(
        expect.objectContaining({
          kind: 'config',
          code: 'run-not-held',
          help: expect.stringContaining('no run is held'),
        }),
      )
    }
    expect(store.head()).toEqual(head)
  })

  it('names the one that is', async () => {
    const { store } = await heldNight()
    expect(() => confirmRun(store, 'n-other', decision)).toThrow(
      expect.objectContaining({ help: `the run that is held is ${run}` }),
    )
  })
})
