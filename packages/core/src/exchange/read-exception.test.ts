import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readException } from './read-exception.ts'

const context = { zone: 'UTC' }
const row = {
  id: 'EX-1',
  owner: 'alice',
  reason: 'migration',
  from: '2026-01-01T00:00:00Z',
  until: '2026-01-31',
  covers: { kind: 'access-without-ticket', system: 'prod' },
  approvedBy: 'bob',
}

const faultsOf = (input: unknown) => {
  const reading = readException(input, context)
  return reading.ok ? [] : reading.faults
}

describe('readException', () => {
  it('reads every field', () => {
    const value = { ...row, from: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 1, 1) }
    expect(readException(row, context)).toEqual({ ok: true, value })
  })

  it('reads a text in covers as the id of a finding', () => {
    expect(readException({ ...row, covers: 'F-123' }, context)).toMatchObject({
      value: { covers: { finding: 'F-123' } },
    })
  })

  it('reads every field of covers', () => {
    const covers = {
      finding: 'F-1',
      kind: 'access-without-ticket',
      principal: 'p',
      account: 'a',
      entitlement: 'e',
      system: 's',
    }
    expect(readException({ ...row, covers }, context)).toMatchObject({ value: { covers } })
  })

  it.each<[string, unknown, string, string | undefined]>([
    ['a list', [row], 'field-wrong-type', undefined],
    ['no owner', { ...row, owner: undefined }, 'field-missing', 'owner'],
    ['an empty reason', { ...row, reason: '' }, 'value-empty', 'reason'],
    ['nobody who approved', { ...row, approvedBy: null }, 'field-missing', 'approvedBy'],
    ['an end before its beginning', { ...row, until: '2025-12-30' }, 'until-not-after-from', 'until'],
    ['an end at its beginning', { ...row, until: '2025-12-31' }, 'until-not-after-from', 'until'],
    ['nothing covered', { ...row, covers: {} }, 'scope-empty', 'covers'],
    ['covers of nulls', { ...row, covers: { kind: null } }, 'scope-empty', 'covers'],
    ['no covers', { ...row, covers: undefined }, 'field-missing', 'covers'],
    ['covers that are a number', { ...row, covers: 5 }, 'field-wrong-type', 'covers'],
    [
      'covers with an unknown kind',
      { ...row, covers: { kind: 'acess-without-ticket' } },
      'kind-unknown',
      'covers.kind',
    ],
    [
      'covers with an unknown field',
      { ...row, covers: { kind: 'access-without-ticket', level: 'y' } },
      'field-unknown',
      'covers.level',
    ],
    ['a bad finding id', { ...row, covers: '' }, 'id-malformed', 'covers'],
  ])('refuses %s', (_what, input, code, field) => {
    expect(faultsOf(input).map((fault) => [fault.code, fault.field])).toEqual([[code, field]])
  })

  it('explains every row it refuses, whatever it is given', () => {
    const rows = fc
      .dictionary(fc.constantFrom(...Object.keys(row)), fc.anything())
      .map((fields) => ({ ...row, ...fields }))
    fc.assert(
      fc.property(fc.oneof(rows, fc.anything(), fc.jsonValue()), (input) => {
        expect(readException(input, context).ok || faultsOf(input).length > 0).toBe(true)
      }),
    )
  })
})
