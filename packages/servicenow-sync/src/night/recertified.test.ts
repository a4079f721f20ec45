import { describe, expect, it } from 'vitest'
import type { Store } from '../store/store.ts'
import { catalogueOf } from './testdata/catalogue-of.ts'
import { startNights } from './testdata/night-driver.ts'
import { day, grantRow, noon, personRow, recertificationRow, requestRow } from './testdata/rows.ts'
import type { World } from './testdata/world-input.ts'

const oneDay = 86_400_000
const people = [personRow('alice', { accounts: [{ account: 'al' }] }), personRow('olga'), personRow('eve')]
const approval = { parts: [{ from: 'owner', count: 1 }] } as const
const world: World = {
  requests: [
    requestRow({
      number: 'T1',
      approvals: [{ approver: 'olga', decision: 'approved', decidedAt: noon(1), how: 'native' }],
    }),
  ],
  access: [grantRow('al')],
  people,
  catalogue: catalogueOf({ id: 'deploy', system: 'prod', owners: ['olga'], approval, recertify: 4 * oneDay }),
}
const kept = recertificationRow({ decidedAt: noon(5) })
const revoked = recertificationRow({ decision: 'revoke', decidedAt: noon(5) })

/** What the log's details say of recertifications. */
const recorded = (store: Store) =>
  [...store.details()].flatMap(({ bytes }) => {
    const { principal, recertifications = [] } = JSON.parse(bytes ?? '{}')
    return recertifications.map(({ decision, decider, counts, faults }: Readonly<Record<string, unknown>>) => [
      principal,
      decision,
      decider,
      counts,
      ...(faults ? [faults] : []),
    ])
  })

describe('a night with recertifications', () => {
  it('finds what nobody has confirmed, and resolves it once somebody has', async () => {
    const { night, findings } = startNights()
    await night(day(6), { ...world, recertifications: [] })
    expect(findings()).toEqual([])
    await night(day(8), { ...world, recertifications: [] })
    expect(findings()).toEqual(['recertification-overdue alice deploy: open'])
    await night(day(9), { ...world, recertifications: [kept] })
    expect(findings()).toEqual(['recertification-overdue alice deploy: resolved'])
    await night(day(10), { ...world, recertifications: [kept] })
    expect(findings()).toEqual(['recertification-overdue alice deploy: reopened'])
  })

  it('finds what was revoked and is still there', async () => {
    const { night, findings } = startNights()
    await night(day(6), { ...world, recertifications: [revoked] })
    expect(findings()).toEqual(['closed-not-removed al deploy: open'])
    await night(day(7), { ...world, access: [grantRow('eve')], recertifications: [revoked] })
    expect(findings()).toContain('closed-not-removed al deploy: resolved')
  })

  it('remembers a decision that its source has forgotten', async () => {
    const { night, findings } = startNights()
    await night(day(6), { ...world, recertifications: [revoked] })
    await night(day(7), { ...world, recertifications: [] })
    expect(findings()).toEqual(['closed-not-removed al deploy: open'])
    const { recertifications: _none, ...without } = { ...world, recertifications: [] }
    await night(day(8), without)
    expect(findings()).toEqual(['closed-not-removed al deploy: open'])
  })

  it('neither opens nor resolves what is overdue while a source of decisions is cut short', async () => {
    const { night, standing } = startNights()
    const cut = { ...world, recertifications: [], incomplete: ['reviews'] }
    await night(day(8), cut)
    expect(standing()).toEqual(['source-incomplete reviews: open'])
    await night(day(9), { ...world, recertifications: [] })
    expect(standing()).toEqual(['recertification-overdue alice deploy: open'])
    await night(day(10), { ...cut, recertifications: [recertificationRow({ decidedAt: noon(9) })] })
    expect(standing()).toContain('recertification-overdue alice deploy: open')
  })

  it('lets nothing decided later than its instant be there yet', async () => {
    const { night, findings, store } = startNights()
    await night(day(5), { ...world, recertifications: [revoked] })
    expect(findings()).toEqual([])
    expect(recorded(store)).toEqual([])
    expect([...store.recertifications()].map(({ judged }) => judged.faults)).toEqual([undefined])
    await night(day(6), { ...world, recertifications: [revoked] })
    expect(findings()).toEqual(['closed-not-removed al deploy: open'])
  })

  it('puts each verdict on record once, with why a decision does not count', async () => {
    const { night, store } = startNights()
    const recertifications = [kept, recertificationRow({ decider: 'eve', decision: 'revoke', decidedAt: noon(4) })]
    await night(day(6), { ...world, recertifications })
    await night(day(7), { ...world, recertifications })
    expect(recorded(store)).toEqual([
      ['alice', 'revoke', 'eve', false, ['approver-not-named']],
      ['alice', 'keep', 'olga', true],
    ])
  })

  it('lets a decision stand when its decider has left since', async () => {
    const { night, findings } = startNights()
    await night(day(6), { ...world, recertifications: [kept] })
    const left = people.map((person) => (person.principal === 'olga' ? { ...person, active: false } : person))
    await night(day(8), { ...world, people: left, recertifications: [kept] })
    expect(findings().filter((said) => said.startsWith('recertification'))).toEqual([])
  })

  it('follows a name that stands for somebody else now', async () => {
    const { night, findings, store } = startNights()
    const ofAccount = recertificationRow({ principal: 'al', decision: 'revoke', decidedAt: noon(5) })
    await night(day(6), { ...world, recertifications: [ofAccount] })
    expect(findings()).toEqual(['closed-not-removed al deploy: open'])
    const moved = [personRow('alice'), personRow('olga'), personRow('eve', { accounts: [{ account: 'al' }] })]
    await night(day(7), { ...world, people: moved, recertifications: [] })
    expect([...store.recertifications()].map(({ subject }) => subject.name)).toEqual(['eve'])
    expect(findings()).toContain('closed-not-removed al deploy: open')
  })
})
