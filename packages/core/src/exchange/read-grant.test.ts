import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { GrantRow } from './grant-shape.ts'
import { readGrant } from './read-grant.ts'

const context = { zone: 'Europe/Berlin' }
const row = { account: 'alice', entitlement: 'deployers' }

const faultsOf = (input: unknown) => {
  const reading = readGrant(input, context)
  return reading.ok ? [] : reading.faults
}

describe('readGrant', () => {
  it('reads a row with the least it must have', () => {
    expect(readGrant(row, context)).toEqual({ ok: true, value: { account: 'alice', entitlement: 'deployers' } })
  })

  it('reads every field', () => {
    const full = {
      ...row,
      level: 'write',
      grantedAt: '2026-01-02T03:04:05Z',
      lastUsedAt: '2026-02-02T03:04:05+01:00',
      expiresAt: '2026-03-31',
      via: ['team', 'Zoe\u0308'],
    }
    expect(readGrant(full, context)).toEqual({
      ok: true,
      value: {
        account: 'alice',
        entitlement: 'deployers',
        level: 'write',
        grantedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
        lastUsedAt: Date.UTC(2026, 1, 2, 2, 4, 5),
        expiresAt: Date.UTC(2026, 2, 31, 22),
        via: ['team', 'Zoë'],
      },
    })
  })

  it('leaves out an optional field that is null', () => {
    const reading = readGrant({ ...row, level: null, grantedAt: null, via: null }, context)
    expect(reading.ok && Object.keys(reading.value)).toEqual(['account', 'entitlement'])
  })

  it('gives the fields in the same order whatever their order in the row', () => {
    const turned = { via: [], expiresAt: '2026-03-31', level: 'read', entitlement: 'deployers', account: 'alice' }
    const reading = readGrant(turned, context)
    expect(reading.ok && Object.keys(reading.value)).toEqual(['account', 'entitlement', 'level', 'expiresAt', 'via'])
  })

  it.each<[string, unknown, string, string | undefined]>([
    ['nothing', undefined, 'field-missing', undefined],
    ['a text', 'alice', 'field-wrong-type', undefined],
    ['a list', [row], 'field-wrong-type', undefined],
    ['no account', { entitlement: 'deployers' }, 'field-missing', 'account'],
    ['a null account', { ...row, account: null }, 'field-missing', 'account'],
    ['a number as account', { ...row, account: 17 }, 'field-wrong-type', 'account'],
    ['an empty account', { ...row, account: '' }, 'id-malformed', 'account'],
    ['an unknown field', { ...row, grantedOn: 'x' }, 'field-unknown', 'grantedOn'],
    [
      'a field named like a part of objects',
      JSON.parse('{"account":"a","entitlement":"b","__proto__":1}'),
      'field-unknown',
      '__proto__',
    ],
    ['a field named toString', { ...row, toString: 'x' }, 'field-unknown', 'toString'],
    ['a date without a zone', { ...row, grantedAt: '2026-01-02T03:04:05' }, 'instant-without-zone', 'grantedAt'],
    ['a bare date for an instant', { ...row, grantedAt: '2026-01-02' }, 'instant-malformed', 'grantedAt'],
    ['31 February', { ...row, expiresAt: '2026-02-31' }, 'day-not-real', 'expiresAt'],
    ['31-12-2021', { ...row, expiresAt: '31-12-2021' }, 'instant-malformed', 'expiresAt'],
    ['a path that is no list', { ...row, via: 'team' }, 'field-wrong-type', 'via'],
    ['a path with a bad id', { ...row, via: ['team', ' x'] }, 'id-malformed', 'via[1]'],
    ['a path that is too long', { ...row, via: Array(1001).fill('team') }, 'list-too-long', 'via'],
  ])('refuses %s', (_what, input, code, field) => {
    expect(faultsOf(input).map((fault) => [fault.code, fault.field])).toEqual([[code, field]])
  })

  it('tells every fault of a row at once', () => {
    const input = { account: 5, grantedAt: '2026-02-31T00:00:00Z', extra: 1, more: 2 }
    expect(faultsOf(input).map((fault) => `${fault.field}: ${fault.code}`)).toEqual([
      'account: field-wrong-type',
      'entitlement: field-missing',
      'grantedAt: day-not-real',
      'extra: field-unknown',
      'more: field-unknown',
    ])
  })

  it('says what was expected and how to put it right', () => {
    expect(faultsOf({ account: 5, entitlment: 'x' })).toEqual([
      {
        code: 'field-wrong-type',
        field: 'account',
        message: '`5` stands where a text is expected',
        help: 'put it in quotes',
      },
      { code: 'field-missing', field: 'entitlement', message: '`entitlement` is missing', help: 'add it' },
      {
        code: 'field-unknown',
        field: 'entitlment',
        message: '`entitlment` is not a field here',
        help: 'did you mean `entitlement`?',
      },
    ])
  })

  it('lists the known fields where an unknown one resembles none', () => {
    expect(faultsOf({ account: 'a', entitlement: 'x', zone: 'UTC' })).toMatchObject([
      { code: 'field-unknown', help: expect.stringMatching(/known fields: account, entitlement, level, .*, via$/) },
    ])
  })

  it('agrees with its shape on every row, and explains every row it refuses', () => {
    const field = fc.oneof(fc.constantFrom('alice', ' x', '2026-01-02T03:04:05Z', '2026-01-02', null), fc.anything())
    const rows = fc.record(
      {
        account: field,
        entitlement: field,
        level: field,
        grantedAt: field,
        expiresAt: field,
        via: fc.array(field),
        odd: field,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(rows, fc.anything(), fc.jsonValue()), (input) => {
        expect(readGrant(input, context).ok).toBe(v.safeParse(GrantRow, input).success)
        expect(readGrant(input, context).ok || faultsOf(input).length > 0).toBe(true)
      }),
    )
  })
})
