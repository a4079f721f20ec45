import { itemKey, type RequestLine } from '@ticketbound/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packLine, parseLine } from './packed-line.ts'

const plain: RequestLine = {
  source: 'itsm',
  number: 'T1',
  item: itemKey('alice', 'deploy'),
  kind: 'provision',
  principal: 'alice',
  entitlement: 'deploy',
  openedAt: 0,
  state: 'open',
  approvals: [],
}

// Ids hold neither control characters nor nothing at all; words for people hold anything.
const id = fc.stringMatching(/^[^\p{Cc}\u2028\u2029]{1,12}$/u)
const words = fc.string({ unit: 'binary' })
const instant = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 })
const change = fc.record({ at: instant, field: id })
const approval = fc.record(
  {
    approver: id,
    decision: fc.constantFrom('approved' as const, 'rejected' as const, 'withdrawn' as const),
    decidedAt: instant,
    how: fc.constantFrom('sealed' as const, 'native' as const, 'informal' as const),
    id,
    group: id,
    onBehalfOf: id,
    seal: words,
  },
  { requiredKeys: ['approver', 'decision', 'decidedAt', 'how'] },
)
const lines = fc.record(
  {
    source: id,
    number: id,
    item: id,
    kind: fc.constantFrom('provision' as const, 'change' as const, 'deprovision' as const, 'none' as const),
    principal: id,
    entitlement: fc.oneof(id, fc.constant('')),
    openedAt: instant,
    state: fc.constantFrom(
      'open' as const,
      'closed-complete' as const,
      'closed-incomplete' as const,
      'cancelled' as const,
    ),
    approvals: fc.array(approval, { maxLength: 3 }),
    level: id,
    owner: id,
    requester: id,
    fulfilledAt: instant,
    closedAt: instant,
    expiresAt: instant,
    justification: words,
    changes: fc.array(change, { maxLength: 3 }),
    exception: id,
    gate: fc.record({ passedAt: instant, verdict: words }),
  },
  {
    requiredKeys: ['source', 'number', 'item', 'kind', 'principal', 'entitlement', 'openedAt', 'state', 'approvals'],
  },
)

describe('packLine and parseLine', () => {
  it('give back any line as it was, from one line of text', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const text = packLine(line)
        expect(text).not.toContain('\n')
        expect(parseLine(text)).toEqual(line)
      }),
    )
  })

  it('tell two lines apart exactly if they differ', () => {
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const same = JSON.stringify(parseLine(packLine(one))) === JSON.stringify(parseLine(packLine(other)))
        expect(packLine(one) === packLine(other)).toBe(same)
      }),
    )
  })

  it('tell a history without a change from no history', () => {
    expect(parseLine(packLine({ ...plain, changes: [] })).changes).toEqual([])
    expect(parseLine(packLine(plain))).not.toHaveProperty('changes')
  })

  it('leave out an item that only says what the line is about', () => {
    expect(packLine({ ...plain, item: '1' }).length).toBe(packLine(plain).length + 1)
  })
})
