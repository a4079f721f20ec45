import { describe, expect, it } from 'vitest'
import { acceptFinding } from '../accept.ts'
import { catalogueOf } from '../testdata/catalogue-of.ts'
import { startNights } from '../testdata/night-driver.ts'
import { day, exceptionRow, grantRow, personRow } from '../testdata/rows.ts'

const ended = exceptionRow('E-1', { kind: 'access-without-ticket' }, { until: '2026-01-05T00:00:00Z' })

describe('an exception that has ended', () => {
  const world = { requests: [], access: [grantRow('alice')], people: [personRow('alice')], exceptions: [ended] }
  const whole = { ...world, people: [personRow('alice', { accounts: [{ account: 'alice' }] })] }

  it('is a finding while what it covered is still there', async () => {
    const nights = startNights()
    await nights.night(day(6), whole)
    expect(nights.standing()).toEqual(['access-without-ticket alice deploy: open', 'exception-expired olga E-1: open'])
  })

  it('is none while a source that could tell otherwise is incomplete', async () => {
    const nights = startNights()
    await nights.night(day(6), { ...whole, incomplete: ['hr'] })
    expect(nights.standing()).toEqual(['access-without-ticket alice deploy: open', 'source-incomplete hr: open'])
  })

  it('is one too where it covered something about the whole house', async () => {
    const nights = startNights()
    const catalogue = catalogueOf({ id: 'deploy', system: 'prod', owners: [] })
    const ownerless = { catalogue, requests: [], access: [], people: [] }
    await nights.night(day(1), ownerless)
    const [finding] = nights.store.findings({ includeClosed: false })
    const { exception } = acceptFinding(nights.store, {
      finding: finding?.id ?? '',
      owner: 'olga',
      reason: 'a new owner comes in spring',
      until: day(3),
    })
    await nights.night(day(2), ownerless)
    expect(nights.standing()).toEqual(['ownerless-entitlement deploy: accepted'])
    await nights.night(day(3), ownerless)
    expect(nights.standing()).toEqual([
      `exception-expired olga ${exception.id}: open`,
      'ownerless-entitlement deploy: reopened',
    ])
  })
})

describe('an agent that holds more than its peers', () => {
  const people = [
    personRow('robot', { kind: 'agent', sponsor: 'ann', peers: ['ann'] }),
    personRow('ann'),
    personRow('olga'),
  ]
  const catalogue = catalogueOf({ id: 'deploy', system: 'prod', owners: ['olga'], birthright: true })
  const world = { catalogue, requests: [], people }
  const exceeding = 'agent-exceeds-human robot deploy'

  it('is a finding until a peer holds it, whoever comes first in the night', async () => {
    const nights = startNights()
    await nights.night(day(1), { ...world, access: [grantRow('robot')] })
    expect(nights.standing()).toEqual([`${exceeding}: open`])
    await nights.night(day(2), { ...world, access: [grantRow('robot'), grantRow('ann')] })
    expect(nights.findings()).toEqual([`${exceeding}: resolved`])
  })

  it('neither opens nor resolves while the people or the access are incomplete', async () => {
    const nights = startNights()
    await nights.night(day(1), { ...world, access: [grantRow('robot')], incomplete: ['hr'] })
    expect(nights.standing()).not.toContain(`${exceeding}: open`)
    await nights.night(day(2), { ...world, access: [grantRow('robot')] })
    await nights.night(day(3), { ...world, access: [grantRow('robot'), grantRow('ann')], incomplete: ['prod'] })
    expect(nights.standing()).toContain(`${exceeding}: open`)
  })
})
