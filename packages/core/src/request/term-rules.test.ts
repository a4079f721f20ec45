import { describe, expect, it } from 'vitest'
import { day, oneDay } from '../testdata/day.ts'
import { aPerson } from '../testdata/person.ts'
import { anOpenRequest } from '../testdata/request.ts'
import { type Asking, brokenBy, outcomeOf, surroundingsOf, wordsOf } from '../testdata/surroundings.ts'
import { evaluateRequest } from './evaluate-request.ts'

/** What is said of a request that names no end. */
function withoutEnd(asking: Asking, kind: 'provision' | 'change' = 'provision') {
  const request = anOpenRequest({ kind, owner: 'bob', justification: 'to release what is built' })
  return evaluateRequest(request, surroundingsOf(asking), day(10)).violations
}
const codes = (asking: Asking) => withoutEnd(asking).map(({ code }) => code)
const agent = aPerson('alice', { kind: 'agent', sponsor: 'bob', peers: ['carol'] })
const held = { carol: [{ entitlement: 'deploy' }] }

describe('an end', () => {
  it('must be named, of a change too', () => {
    expect(codes({})).toEqual(['expiry-missing'])
    expect(withoutEnd({}, 'change').map(({ code }) => code)).toEqual(['expiry-missing'])
  })

  it('need not be named where the catalogue allows access without end', () => {
    expect(codes({ entitlement: { permanent: true } })).toEqual([])
    const people = [aPerson('alice', { kind: 'service', sponsor: 'bob' })]
    expect(codes({ entitlement: { permanent: true }, people })).toEqual([])
  })

  it('must be named for an agent whatever the catalogue allows', () => {
    const [violation] = withoutEnd({ entitlement: { permanent: true }, people: [agent], held })
    expect(violation?.code).toBe('expiry-missing')
    expect(violation?.message).toBe('The request names no end, and what an agent holds always ends.')
    // The policy gives an agent 90 days, and day 10 is 10 January.
    expect(violation?.remedy).toBe('Name an end no later than 2026-04-09.')
  })

  it('must be named without a catalogue', () => {
    expect(codes({ governed: false })).toEqual(['expiry-missing'])
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 8.64e15, 1.5])('is not %d', (expiresAt) => {
    expect(brokenBy({ request: { expiresAt } })).toEqual(['expiry-malformed'])
    expect(wordsOf('expiry-malformed', { request: { expiresAt } })).toContain('no moment in time')
  })

  it('is, where it is no moment, neither past nor too late', () => {
    const asking = { entitlement: { maxDuration: oneDay }, request: { expiresAt: Number.NaN } }
    expect(brokenBy(asking)).toEqual(['expiry-malformed'])
    expect(outcomeOf('expiry-too-late', asking)).toBe('not-applicable')
    expect(outcomeOf('expiry-past', asking)).toBe('not-applicable')
  })

  it('is still to come', () => {
    expect(brokenBy({ request: { expiresAt: day(10) } })).toEqual(['expiry-past'])
    expect(wordsOf('expiry-past', { request: { expiresAt: day(10) } })).toContain('would have ended on 2026-01-09.')
    expect(brokenBy({ request: { expiresAt: day(10) + 1 } })).toEqual([])
  })

  const entitlement = { maxDuration: 20 * oneDay }

  it('is within the longest duration that the catalogue gives', () => {
    expect(brokenBy({ entitlement, request: { expiresAt: day(30) } })).toEqual([])
    expect(brokenBy({ entitlement, request: { expiresAt: day(30) + 1 } })).toEqual(['expiry-too-late'])
  })

  it('is counted from now, not from the opening', () => {
    const request = { openedAt: day(10) - 5 * oneDay, expiresAt: day(30) }
    expect(brokenBy({ entitlement, request })).toEqual([])
  })

  it.each([
    ['human', 'catalogue', 30, undefined],
    ['service', 'policy', 15, undefined],
    ['agent', 'policy', 10, 'carol'],
  ] as const)('is for a %s within what the %s gives, the shorter of the two', (kind, _from, longest, peer) => {
    const people = [aPerson('alice', { kind, sponsor: 'bob', ...(peer && { peers: [peer] }) })]
    const asking = {
      people,
      held,
      policy: { maxDuration: { human: 90 * oneDay, service: 15 * oneDay, agent: 10 * oneDay } },
      entitlement: { maxDuration: 30 * oneDay },
    }
    expect(brokenBy({ ...asking, request: { expiresAt: day(10) + longest * oneDay } })).toEqual([])
    expect(brokenBy({ ...asking, request: { expiresAt: day(11) + longest * oneDay } })).toEqual(['expiry-too-late'])
  })

  it('may be as late as anybody likes where nothing is said', () => {
    expect(brokenBy({ request: { expiresAt: day(10_000) } })).toEqual([])
    expect(outcomeOf('expiry-too-late', {})).toBe('not-applicable')
  })
})

describe('the end that would do', () => {
  const late = (maxDuration: number, zone = 'UTC') => ({
    entitlement: { maxDuration },
    policy: { zone },
    request: { expiresAt: day(500) },
  })

  it('is the last day that is whole within the longest duration', () => {
    expect(wordsOf('expiry-too-late', late(20 * oneDay))).toBe(
      'The access would end on 2027-05-14, and `deploy` is given for 20 days at most. Name an end no later than 2026-01-29.',
    )
    expect(wordsOf('expiry-too-late', late(20 * oneDay + 1))).toContain('no later than 2026-01-29.')
    expect(wordsOf('expiry-too-late', late(20 * oneDay - 1))).toContain('no later than 2026-01-28.')
  })

  it('is a day on the clocks of the policy', () => {
    // At the end of 20 days it is 14:00 on 30 January at the one place, and 13:00 on 29 January at the other.
    expect(wordsOf('expiry-too-late', late(20 * oneDay, 'Pacific/Kiritimati'))).toContain('no later than 2026-01-29.')
    expect(wordsOf('expiry-too-late', late(20 * oneDay, 'Pacific/Pago_Pago'))).toContain('no later than 2026-01-28.')
  })

  it('is today where the longest duration ends tomorrow', () => {
    expect(wordsOf('expiry-too-late', late(1.5 * oneDay))).toContain('no later than 2026-01-10.')
    // It is 13:00 on 9 January there, and in twelve hours 01:00 on the next day.
    expect(wordsOf('expiry-too-late', late(oneDay / 2, 'Pacific/Pago_Pago'))).toContain('no later than 2026-01-09.')
  })

  it('is an instant where no whole day is left', () => {
    expect(wordsOf('expiry-too-late', late(3_600_000))).toContain('no later than 2026-01-10T01:00:00Z.')
  })
})

describe('a justification', () => {
  const breaks = (justification: string, needed = 10) =>
    brokenBy({ request: { justification }, policy: { justification: needed } })

  it.each([
    ['as many characters as are asked for', '0123456789'],
    ['characters outside the first plane, each once', '𝒂𝒃𝒄𝒅𝒆𝒇𝒈𝒉𝒊𝒋'],
    ['words with spaces between them', 'on call, 2'],
    ['line breaks', '01234\n6789'],
  ])('is given by %s', (_what, text) => {
    expect(breaks(text)).toEqual([])
  })

  it.each([
    ['too few characters', '012345678'],
    ['white space before one too few', '  012345678'],
    ['white space around too few', '    01234567       '],
    ['white space between too few', '0           1'],
    ['characters that are never shown', `0${'\u200b\u2060\u00ad\u3164\u2800\u202e'.repeat(9)}1`],
    ['nothing', ''],
  ])('is not given by %s', (_what, text) => {
    expect(breaks(text)).toEqual(['justification-missing'])
  })

  it('says how much is asked for', () => {
    expect(wordsOf('justification-missing', { request: { justification: 'short' } })).toBe(
      'The justification `short` is shorter than 10 characters. Say in at least 10 characters what the access is needed for.',
    )
  })

  it('is missed where the request has none, unless the policy asks for none', () => {
    const request = anOpenRequest({ owner: 'bob', expiresAt: day(40) })
    const verdict = (justification: number) =>
      evaluateRequest(request, surroundingsOf({ policy: { justification } }), day(10))
    expect(verdict(1).violations.map(({ code }) => code)).toEqual(['justification-missing'])
    expect(verdict(0).violations).toEqual([])
  })
})
