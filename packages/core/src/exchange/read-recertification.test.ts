import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecertification } from './read-recertification.ts'

const context = { zone: 'UTC' }
const row = {
  principal: 'bob',
  entitlement: 'deploy',
  decision: 'keep',
  until: '2026-06-30',
  decider: 'alice',
  decidedAt: '2026-03-01T09:00:00Z',
}

const faultsOf = (input: unknown) => {
  const reading = readRecertification(input, context)
  return reading.ok ? [] : reading.faults
}

describe('readRecertification', () => {
  it('reads every field, a bare date as the start of the next day', () => {
    const value = { ...row, until: Date.UTC(2026, 6, 1), decidedAt: Date.UTC(2026, 2, 1, 9) }
    expect(readRecertification(row, context)).toEqual({ ok: true, value })
  })

  it('ends a bare date in the zone it is given', () => {
    expect(readRecertification(row, { zone: 'Europe/Berlin' })).toMatchObject({
      value: { until: Date.UTC(2026, 5, 30, 22) },
    })
  })

  it.each(['keep', 'revoke'])('reads %s without an end', (decision) => {
    const reading = readRecertification({ ...row, decision, until: null }, context)
    expect(reading).toMatchObject({ value: { decision } })
    expect(reading.ok && 'until' in reading.value).toBe(false)
  })

  it.each<[string, unknown, string, string | undefined]>([
    ['a list', [row], 'field-wrong-type', undefined],
    ['nobody who decided', { ...row, decider: undefined }, 'field-missing', 'decider'],
    ['no decision', { ...row, decision: null }, 'field-missing', 'decision'],
    ['a decision that is none', { ...row, decision: 'keep?' }, 'value-not-allowed', 'decision'],
    ['a decision without an instant', { ...row, decidedAt: '2026-03-01' }, 'instant-malformed', 'decidedAt'],
    ['an end on a day that is over', { ...row, until: '2026-02-27' }, 'until-not-after-decision', 'until'],
    ['an end at the decision', { ...row, until: row.decidedAt }, 'until-not-after-decision', 'until'],
    ['a revocation with an end', { ...row, decision: 'revoke' }, 'until-of-revocation', 'until'],
    ['a field of something else', { ...row, owner: 'alice' }, 'field-unknown', 'owner'],
  ])('refuses %s', (_what, input, code, field) => {
    expect(faultsOf(input).map((fault) => [fault.code, fault.field])).toEqual([[code, field]])
  })

  it('explains every row it refuses, whatever it is given', () => {
    const rows = fc
      .dictionary(fc.constantFrom(...Object.keys(row)), fc.anything())
      .map((fields) => ({ ...row, ...fields }))
    fc.assert(
      fc.property(fc.oneof(rows, fc.anything(), fc.jsonValue()), (input) => {
        expect(readRecertification(input, context).ok || faultsOf(input).length > 0).toBe(true)
      }),
    )
  })
})
