import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { readRequest } from './read-request.ts'
import { RequestRow } from './request-shape.ts'

const context = { source: 'itsm', zone: 'Europe/Berlin' }
const open = {
  number: 'RITM1',
  kind: 'provision',
  principal: 'alice',
  entitlement: 'deploy',
  openedAt: '2026-01-02T03:04:05Z',
  state: 'open',
}
const closed = { ...open, state: 'closed-complete', closedAt: '2026-01-03T00:00:00Z' }
const approval = { approver: 'bob', decision: 'approved', decidedAt: '2026-01-02T12:00:00Z', how: 'native' }

const lineOf = (input: unknown) => {
  const reading = readRequest(input, context)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}
const faultsOf = (input: unknown) => {
  const reading = readRequest(input, context)
  return reading.ok ? [] : reading.faults
}
const toldOf = (input: unknown) => faultsOf(input).map((fault) => [fault.code, fault.field])

describe('readRequest', () => {
  it('reads a line with the least it must have', () => {
    expect(lineOf(open)).toEqual({
      source: 'itsm',
      number: 'RITM1',
      item: '["alice","deploy"]',
      kind: 'provision',
      principal: 'alice',
      entitlement: 'deploy',
      openedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
      state: 'open',
      approvals: [],
    })
  })

  it('reads every field', () => {
    const full = {
      ...closed,
      source: 'snow',
      item: '1',
      level: 'write',
      owner: 'bob',
      requester: 'carol',
      fulfilledAt: '2026-01-02T23:00:00Z',
      expiresAt: '2026-03-31',
      justification: 'release\nweek',
      changes: [{ at: '2026-01-02T04:00:00Z', field: 'level' }],
      exception: 'EX-1',
      gate: { passedAt: '2026-01-02T13:00:00Z', verdict: 'allow' },
      approvals: [{ ...approval, id: 'A1', for: 'ops', onBehalfOf: 'dave', seal: 'e30.e30.x' }],
    }
    expect(lineOf(full)).toEqual({
      source: 'snow',
      number: 'RITM1',
      item: '1',
      kind: 'provision',
      principal: 'alice',
      entitlement: 'deploy',
      level: 'write',
      owner: 'bob',
      requester: 'carol',
      openedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
      fulfilledAt: Date.UTC(2026, 0, 2, 23),
      closedAt: Date.UTC(2026, 0, 3),
      state: 'closed-complete',
      expiresAt: Date.UTC(2026, 2, 31, 22),
      justification: 'release\nweek',
      changes: [{ at: Date.UTC(2026, 0, 2, 4), field: 'level' }],
      exception: 'EX-1',
      gate: { passedAt: Date.UTC(2026, 0, 2, 13), verdict: 'allow' },
      approvals: [
        {
          id: 'A1',
          approver: 'bob',
          group: 'ops',
          onBehalfOf: 'dave',
          decision: 'approved',
          decidedAt: Date.UTC(2026, 0, 2, 12),
          how: 'native',
          seal: 'e30.e30.x',
        },
      ],
    })
  })

  it('leaves out optional fields that are null', () => {
    const nulls = {
      ...open,
      source: null,
      item: null,
      level: null,
      closedAt: null,
      changes: null,
      gate: null,
      approvals: null,
    }
    expect(lineOf(nulls)).toEqual(lineOf(open))
  })

  it('keeps an empty field history apart from none', () => {
    expect(lineOf({ ...open, changes: [] }).changes).toEqual([])
    expect(lineOf(open).changes).toBeUndefined()
  })

  it('lets a line of kind none leave the entitlement out', () => {
    const { entitlement: _, ...rest } = open
    expect(lineOf({ ...rest, kind: 'none' })).toMatchObject({ entitlement: '', item: '["alice",""]' })
    expect(toldOf(rest)).toEqual([['field-missing', 'entitlement']])
  })

  it.each(['closed-incomplete', 'cancelled', 'open'])('lets a line that is %s leave closedAt out', (state) => {
    expect(lineOf({ ...open, state }).closedAt).toBeUndefined()
  })

  it('lets a line close at the moment it was opened', () => {
    expect(lineOf({ ...closed, closedAt: closed.openedAt }).closedAt).toBe(Date.UTC(2026, 0, 2, 3, 4, 5))
  })

  it.each<[string, unknown, string, string | undefined]>([
    ['null', null, 'field-missing', undefined],
    ['a number', 5, 'field-wrong-type', undefined],
    ['an unknown kind', { ...open, kind: 'grant' }, 'value-not-allowed', 'kind'],
    ['an unknown state', { ...open, state: 'closed' }, 'value-not-allowed', 'state'],
    ['no kind', { ...open, kind: undefined }, 'field-missing', 'kind'],
    ['no number', { ...open, number: null }, 'field-missing', 'number'],
    ['an unreadable entitlement', { ...open, entitlement: '' }, 'id-malformed', 'entitlement'],
    ['NUL in the number', { ...open, number: 'RITM\u0000' }, 'id-malformed', 'number'],
    ['31-12-2021', { ...open, expiresAt: '31-12-2021' }, 'instant-malformed', 'expiresAt'],
    ['31 February', { ...open, openedAt: '2026-02-31T00:00:00Z' }, 'day-not-real', 'openedAt'],
    ['a date without a zone', { ...open, openedAt: '2026-02-01T00:00:00' }, 'instant-without-zone', 'openedAt'],
    ['closed-complete without closedAt', { ...closed, closedAt: undefined }, 'field-missing', 'closedAt'],
    ['closed before opened', { ...closed, closedAt: '2026-01-01T00:00:00Z' }, 'closed-before-opened', 'closedAt'],
    ['approvals that are no list', { ...open, approvals: approval }, 'field-wrong-type', 'approvals'],
    ['an approval that is a list', { ...open, approvals: [[]] }, 'field-wrong-type', 'approvals[0]'],
    [
      'an approval without an approver',
      { ...open, approvals: [{ ...approval, approver: undefined }] },
      'field-missing',
      'approvals[0].approver',
    ],
    [
      'a malformed decidedAt',
      { ...open, approvals: [approval, { ...approval, decidedAt: '2026' }] },
      'instant-malformed',
      'approvals[1].decidedAt',
    ],
    [
      'an unknown decision',
      { ...open, approvals: [{ ...approval, decision: 'yes' }] },
      'value-not-allowed',
      'approvals[0].decision',
    ],
    [
      'an unknown approval field',
      { ...open, approvals: [{ ...approval, group: 'x' }] },
      'field-unknown',
      'approvals[0].group',
    ],
    [
      'a change without a field',
      { ...open, changes: [{ at: '2026-01-02T04:00:00Z' }] },
      'field-missing',
      'changes[0].field',
    ],
    [
      'an empty gate verdict',
      { ...open, gate: { passedAt: '2026-01-02T04:00:00Z', verdict: '' } },
      'value-empty',
      'gate.verdict',
    ],
    ['a justification over 64 KB', { ...open, justification: 'x'.repeat(65_537) }, 'text-too-long', 'justification'],
    ['a lone surrogate in the justification', { ...open, justification: '\ud83d' }, 'text-malformed', 'justification'],
    ['too many approvals', { ...open, approvals: Array(1001).fill(approval) }, 'list-too-long', 'approvals'],
    [
      'two approvals with one id',
      { ...open, approvals: [{ ...approval, id: 'A' }, approval, { ...approval, id: 'A' }] },
      'id-repeated',
      'approvals[2].id',
    ],
  ])('refuses %s', (_what, input, code, field) => {
    expect(toldOf(input)).toEqual([[code, field]])
  })

  it('tells every fault of a line at once, those between fields too', () => {
    const input = { ...closed, principal: 7, closedAt: '2026-01-01T00:00:00Z', owners: 'bob', expiresAt: 'soon' }
    expect(toldOf(input)).toEqual([
      ['field-wrong-type', 'principal'],
      ['instant-malformed', 'expiresAt'],
      ['field-unknown', 'owners'],
      ['closed-before-opened', 'closedAt'],
    ])
  })

  it('names the values that are known', () => {
    expect(faultsOf({ ...open, kind: 'grant' })).toEqual([
      {
        code: 'value-not-allowed',
        field: 'kind',
        message: '`grant` is not one of the values known here',
        help: 'use one of: provision, change, deprovision, none',
      },
    ])
  })

  it('keeps a justification of 64 KB whole', () => {
    expect(lineOf({ ...open, justification: 'x'.repeat(65_536) }).justification).toHaveLength(65_536)
  })

  it('refuses what its shape refuses, and explains every line it refuses', () => {
    const field = fc.oneof(
      fc.constantFrom('alice', 'provision', 'open', '2026-01-02T03:04:05Z', '2026-01-02', null),
      fc.anything(),
    )
    const odd = fc.dictionary(fc.constantFrom(...Object.keys(closed), 'approvals', 'gate', 'changes', 'via'), field)
    const rows = odd.map((fields) => ({ ...closed, ...fields }))
    fc.assert(
      fc.property(fc.oneof(rows, fc.anything(), fc.jsonValue()), (input) => {
        const { ok } = readRequest(input, context)
        expect(ok && !v.safeParse(RequestRow, input).success).toBe(false)
        expect(ok || faultsOf(input).length > 0).toBe(true)
      }),
    )
  })
})
