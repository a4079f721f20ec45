import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { PersonRow } from './person-shape.ts'
import { readPerson } from './read-person.ts'

const context = { zone: 'UTC' }
const row = { principal: 'alice', kind: 'human', active: true }

const faultsOf = (input: unknown) => {
  const reading = readPerson(input, context)
  return reading.ok ? [] : reading.faults
}

describe('readPerson', () => {
  it('reads a row with the least it must have', () => {
    expect(readPerson(row, context)).toEqual({ ok: true, value: { ...row, accounts: [] } })
  })

  it('reads every field', () => {
    const full = {
      ...row,
      kind: 'agent',
      startedAt: '2026-01-01T00:00:00Z',
      endedAt: '2026-12-31',
      sponsor: 'bob',
      manager: 'carol',
      peers: ['dave'],
      roles: [{ id: 'engineer', from: '2026-01-01T00:00:00Z', until: '2026-06-30' }],
      groups: [{ id: 'ops' }],
      delegates: [{ to: 'erin', from: '2026-02-01T00:00:00Z', until: '2026-02-28', entitlements: ['deploy'] }],
      ids: { mail: 'alice@example.org' },
      accounts: [{ system: 'prod', account: 'alice1' }, { account: 'alice' }],
    }
    const reading = readPerson(full, context)
    expect(reading.ok && { ...reading.value, ids: { ...reading.value.ids } }).toEqual({
      ...full,
      startedAt: Date.UTC(2026, 0, 1),
      endedAt: Date.UTC(2027, 0, 1),
      roles: [{ id: 'engineer', from: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 6, 1) }],
      delegates: [{ to: 'erin', from: Date.UTC(2026, 1, 1), until: Date.UTC(2026, 2, 1), entitlements: ['deploy'] }],
    })
  })

  it.each([
    ['true', true],
    ['false', false],
    [false, false],
  ])('reads active %j, as CSV or JSON write it', (active, value) => {
    expect(readPerson({ ...row, active }, context)).toMatchObject({ value: { active: value } })
  })

  it('finds nothing among the ids that nobody put there', () => {
    const reading = readPerson({ ...row, ids: { mail: 'a@example.org' } }, context)
    expect(reading.ok && reading.value.ids?.constructor).toBeUndefined()
  })

  it.each<[string, unknown, string, string | undefined]>([
    ['a number', 5, 'field-wrong-type', undefined],
    ['no principal', { ...row, principal: undefined }, 'field-missing', 'principal'],
    ['an unknown kind', { ...row, kind: 'robot' }, 'value-not-allowed', 'kind'],
    ['no active', { ...row, active: undefined }, 'field-missing', 'active'],
    ['another word for active', { ...row, active: 'yes' }, 'value-not-allowed', 'active'],
    ['a bare start date', { ...row, startedAt: '2026-01-01' }, 'instant-malformed', 'startedAt'],
    ['an end on 31 February', { ...row, endedAt: '2026-02-31' }, 'day-not-real', 'endedAt'],
    ['a role as a text', { ...row, roles: ['engineer'] }, 'field-wrong-type', 'roles[0]'],
    [
      'a group with an unknown field',
      { ...row, groups: [{ id: 'ops', name: 'Ops' }] },
      'field-unknown',
      'groups[0].name',
    ],
    [
      'a delegation without an end',
      { ...row, delegates: [{ to: 'b', from: '2026-02-01T00:00:00Z' }] },
      'field-missing',
      'delegates[0].until',
    ],
    ['ids as a list', { ...row, ids: ['mail'] }, 'field-wrong-type', 'ids'],
    ['an id that is a number', { ...row, ids: { employeeNumber: 17 } }, 'field-wrong-type', 'ids.employeeNumber'],
    ['an id with a bad name', { ...row, ids: { ' mail': 'x' } }, 'id-malformed', 'ids. mail'],
    [
      'an id named like a part of objects',
      { ...row, ids: JSON.parse('{"__proto__":"x"}') },
      'field-unknown',
      'ids.__proto__',
    ],
    ['too many accounts', { ...row, accounts: Array(1001).fill({ account: 'a' }) }, 'list-too-long', 'accounts'],
    ['an account without a name', { ...row, accounts: [{ system: 'prod' }] }, 'field-missing', 'accounts[0].account'],
  ])('refuses %s', (_what, input, code, field) => {
    expect(faultsOf(input).map((fault) => [fault.code, fault.field])).toEqual([[code, field]])
  })

  it('agrees with its shape on every row, and explains every row it refuses', () => {
    const field = fc.oneof(
      fc.constantFrom('alice', 'human', true, '2026-01-02T03:04:05Z', '2026-01-02', null),
      fc.anything(),
    )
    const names = ['principal', 'active', 'endedAt', 'peers', 'roles', 'delegates', 'ids', 'accounts', 'odd']
    const rows = fc.dictionary(fc.constantFrom(...names), field).map((fields) => ({ ...row, ...fields }))
    fc.assert(
      fc.property(fc.oneof(rows, fc.anything(), fc.jsonValue()), (input) => {
        expect(readPerson(input, context).ok).toBe(v.safeParse(PersonRow, input).success)
        expect(readPerson(input, context).ok || faultsOf(input).length > 0).toBe(true)
      }),
    )
  })
})
