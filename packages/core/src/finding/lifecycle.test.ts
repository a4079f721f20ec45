import { describe, expect, it } from 'vitest'
import type { PolicyException } from '../model/exception.ts'
import { day } from '../testdata/day.ts'
import { aClaim, aFinding } from '../testdata/finding.ts'
import { createExceptionBook } from './exceptions.ts'
import type { Claim, Finding, MaterialFacts } from './finding.ts'
import { claimAgain, claimNoMore, widened } from './lifecycle.ts'

const exception = (given: Partial<PolicyException> = {}): PolicyException => ({
  id: 'e-1',
  owner: 'olga',
  reason: 'agreed',
  from: day(1),
  until: day(30),
  covers: { finding: 'f-1' },
  approvedBy: 'olga',
  ...given,
})

/** What the night of day 20 makes of a claim and the finding before it. */
function again(claim: Claim, prior: Finding | undefined, ...exceptions: readonly PolicyException[]) {
  return claimAgain('f-1', claim, prior, createExceptionBook(exceptions, day(20)), day(20))
}

const accepted = (given: Partial<Finding> = {}): Finding =>
  aFinding({ state: 'accepted', acceptance: { exception: 'e-1', facts: {} }, ...given })

describe('a claim', () => {
  it('opens a finding that was not there', () => {
    expect(again(aClaim(), undefined)).toEqual({
      change: 'opened',
      finding: { ...aClaim(), id: 'f-1', state: 'open', firstSeen: day(20), changedAt: day(20) },
    })
  })

  it.each(['open', 'reopened'] as const)('changes nothing of a finding that is %s and says the same', (state) => {
    expect(again(aClaim(), aFinding({ state }))).toBeUndefined()
  })

  it('changes nothing when only its evidence moved', () => {
    expect(again(aClaim({ evidence: [{ type: 'person', principal: 'alice' }] }), aFinding())).toBeUndefined()
  })

  it.each<[string, Partial<Claim>]>([
    ['message', { message: 'other' }],
    ['action', { action: 'other' }],
    ['severity', { severity: 'critical' }],
    ['principal', { principal: 'bob' }],
    ['beginning', { since: day(4) }],
    ['level', { facts: { level: 'admin' } }],
    ['rank', { facts: { rank: 2 } }],
    ['path', { facts: { path: ['ops'] } }],
    ['end', { facts: { expiresAt: day(40) } }],
  ])('refreshes a finding whose %s is another, and keeps its history', (_what, given) => {
    const history = { reopenedBecause: 'x', outgrown: ['e-0'], lapsed: 'e-9' }
    const prior = aFinding({ state: 'reopened', ...history })
    expect(again(aClaim(given), prior)).toEqual({ change: 'refreshed', finding: { ...prior, ...given } })
  })

  it('reopens what was resolved, with its first night and the reason', () => {
    expect(again(aClaim({ since: day(19) }), aFinding({ state: 'resolved', changedAt: day(15) }))).toEqual({
      change: 'reopened',
      finding: aFinding({
        state: 'reopened',
        since: day(19),
        changedAt: day(20),
        reopenedBecause: 'it is back after it was resolved',
      }),
    })
  })

  it('that cannot date itself keeps the beginning of a finding that went on', () => {
    expect(again(aClaim({ since: day(20) }), aFinding())).toBeUndefined()
  })

  it('that cannot date itself begins anew what was resolved', () => {
    const step = again(aClaim({ since: day(20) }), aFinding({ state: 'resolved' }))
    expect(step?.finding.since).toBe(day(20))
  })

  it.each<[string, Finding | undefined]>([
    ['that was not there', undefined],
    ['that is open', aFinding()],
    ['that was resolved', aFinding({ state: 'resolved' })],
  ])('is accepted at once, under an exception in force, for a finding %s', (_what, prior) => {
    const step = again(aClaim({ facts: { level: 'read' } }), prior, exception())
    expect(step).toMatchObject({
      change: 'accepted',
      finding: {
        id: 'f-1',
        state: 'accepted',
        firstSeen: prior?.firstSeen ?? day(20),
        changedAt: day(20),
        acceptance: { exception: 'e-1', facts: { level: 'read' } },
      },
    })
    expect(step?.finding).not.toHaveProperty('reopenedBecause')
  })

  it.each([
    ['has ended', exception({ until: day(20) })],
    ['has not begun', exception({ from: day(21) })],
    ['covers something else', exception({ covers: { finding: 'f-2' } })],
  ])('opens a finding where the exception %s', (_what, given) => {
    expect(again(aClaim(), undefined, given)?.change).toBe('opened')
  })

  it('is not accepted again under an exception that it has outgrown', () => {
    expect(again(aClaim(), aFinding({ state: 'reopened', outgrown: ['e-1'] }), exception())).toBeUndefined()
  })
})

describe('an accepted finding', () => {
  it('stays accepted while its exception is in force', () => {
    expect(again(aClaim(), accepted(), exception())).toBeUndefined()
  })

  it('stays accepted under a baseline, which covers nothing else', () => {
    expect(again(aClaim(), accepted(), exception({ covers: {} }))).toBeUndefined()
  })

  it('says something new without losing what it was accepted for', () => {
    const step = again(aClaim({ message: 'other' }), accepted(), exception())
    expect(step).toEqual({ change: 'refreshed', finding: accepted({ message: 'other' }) })
  })

  it('keeps being bound to the facts it was accepted with when they narrow', () => {
    const facts = { level: 'admin', rank: 2 }
    const prior = accepted({ facts, acceptance: { exception: 'e-1', facts } })
    const step = again(aClaim({ facts: { level: 'read', rank: 0 } }), prior, exception())
    expect(step?.finding).toMatchObject({ facts: { rank: 0 }, acceptance: { facts: { rank: 2 } } })
  })

  it.each<[string, readonly PolicyException[], string]>([
    ['is no longer there', [], 'exception e-1 is no longer there'],
    ['is not yet in force', [exception({ from: day(21) })], 'exception e-1 is not yet in force'],
    ['has ended', [exception({ until: day(20) })], 'exception e-1 ended on 2026-01-20T00:00:00Z'],
  ])('reopens and says why when its exception %s', (_what, exceptions, reopenedBecause) => {
    const step = again(aClaim(), accepted(), ...exceptions)
    expect(step).toMatchObject({
      change: 'reopened',
      finding: { state: 'reopened', firstSeen: day(10), changedAt: day(20), reopenedBecause },
    })
    expect(step?.finding).not.toHaveProperty('acceptance')
  })

  it.each<[string, readonly PolicyException[]]>([
    ['is no longer there', []],
    ['is not yet in force', [exception({ from: day(21) })]],
    ['has ended', [exception({ until: day(20) })]],
  ])('goes over to another exception that covers it when its own %s', (_what, exceptions) => {
    const renewed = exception({ id: 'e-2', from: day(20), covers: { system: 'prod' } })
    expect(again(aClaim(), accepted(), ...exceptions, renewed)).toMatchObject({
      change: 'accepted',
      finding: { state: 'accepted', firstSeen: day(10), acceptance: { exception: 'e-2' } },
    })
  })

  it('remembers the exception that ended, and no other', () => {
    expect(again(aClaim(), accepted(), exception({ until: day(20) }))?.finding.lapsed).toBe('e-1')
    expect(again(aClaim(), accepted())?.finding).not.toHaveProperty('lapsed')
  })

  it('reopens when it widens, and its exception covers it no more', () => {
    const step = again(aClaim({ facts: { level: 'write' } }), accepted({ outgrown: ['e-0'] }), exception())
    expect(step).toMatchObject({
      change: 'reopened',
      finding: { reopenedBecause: 'the level went from none to write since it was accepted', outgrown: ['e-0', 'e-1'] },
    })
  })

  it('goes over to another exception that covers it when it widens', () => {
    const wide = exception({ id: 'e-2', covers: { system: 'prod' } })
    const facts = { level: 'write' }
    expect(again(aClaim({ facts }), accepted(), exception(), wide)).toMatchObject({
      change: 'accepted',
      finding: { state: 'accepted', acceptance: { exception: 'e-2', facts }, outgrown: ['e-1'] },
    })
  })

  it.each<[string, readonly PolicyException[]]>([
    ['is no longer there', []],
    ['is not yet in force', [exception({ from: day(21) })]],
    ['has ended', [exception({ until: day(20) })]],
  ])('goes over to another exception that covers it when its own %s', (_what, exceptions) => {
    const other = exception({ id: 'e-2', covers: { system: 'prod' } })
    const step = again(aClaim(), accepted(), ...exceptions, other)
    expect(step).toMatchObject({ change: 'accepted', finding: { acceptance: { exception: 'e-2' } } })
    expect(step?.finding).not.toHaveProperty('lapsed')
  })

  it('reopens when nothing records why it was accepted', () => {
    const step = again(aClaim(), aFinding({ state: 'accepted' }), exception())
    expect(step).toMatchObject({
      change: 'reopened',
      finding: { reopenedBecause: 'nothing records why it was accepted' },
    })
  })
})

describe('a finding that is claimed no more', () => {
  it.each(['open', 'reopened', 'accepted'] as const)('is resolved where it was %s', (state) => {
    const prior = aFinding({ state, reopenedBecause: 'x', lapsed: 'e-1', acceptance: { exception: 'e-1', facts: {} } })
    expect(claimNoMore(prior, day(20))).toEqual({
      change: 'resolved',
      finding: aFinding({ state: 'resolved', changedAt: day(20) }),
    })
  })

  it('stays resolved as it was', () => {
    expect(claimNoMore(aFinding({ state: 'resolved' }), day(20))).toBeUndefined()
  })

  it('keeps in mind which exceptions it has outgrown', () => {
    expect(claimNoMore(aFinding({ outgrown: ['e-1'] }), day(20))?.finding.outgrown).toEqual(['e-1'])
  })
})

describe('widened', () => {
  it.each<[string, MaterialFacts, MaterialFacts, string | undefined]>([
    ['the same facts', { level: 'a', rank: 1 }, { level: 'a', rank: 1 }, undefined],
    ['no facts at all', {}, {}, undefined],
    ['a higher level', { level: 'a', rank: 0 }, { level: 'b', rank: 1 }, 'the level went from a to b'],
    ['a lower level', { level: 'b', rank: 1 }, { level: 'a', rank: 0 }, undefined],
    ['a level whose place is not known', { level: 'a', rank: 0 }, { level: 'z' }, 'the level went from a to z'],
    [
      'another level where the accepted one had no place',
      { level: 'z' },
      { level: 'a', rank: 0 },
      'the level went from z to a',
    ],
    ['a level where there was none', {}, { level: 'a' }, 'the level went from none to a'],
    ['no level where there was one', { level: 'a' }, {}, undefined],
    ['a path where it was direct', {}, { path: ['ops'] }, 'the path by which it is held changed'],
    ['no path where there was one', { path: ['ops'] }, {}, 'the path by which it is held changed'],
    ['another step of the path', { path: ['a', 'b'] }, { path: ['a', 'c'] }, 'the path by which it is held changed'],
    ['a longer path', { path: ['a'] }, { path: ['a', 'b'] }, 'the path by which it is held changed'],
    ['the same path', { path: ['a', 'b'] }, { path: ['a', 'b'] }, undefined],
    ['a later end', { expiresAt: day(5) }, { expiresAt: day(5) + 1 }, 'the end moved beyond 2026-01-05T00:00:00Z'],
    ['no end where there was one', { expiresAt: day(5) }, {}, 'the end moved beyond 2026-01-05T00:00:00Z'],
    ['an earlier end', { expiresAt: day(5) }, { expiresAt: day(4) }, undefined],
    ['an end where there was none', {}, { expiresAt: day(4) }, undefined],
    ['the same of the other side', { other: { level: 'a', rank: 1 } }, { other: { level: 'a', rank: 1 } }, undefined],
    [
      'a higher level of the other side',
      { level: 'b', rank: 1, other: { level: 'a', rank: 0 } },
      { level: 'a', rank: 0, other: { level: 'b', rank: 1 } },
      'the level went from a to b',
    ],
  ])('%s', (_what, before, now, words) => {
    expect(widened(before, now)).toBe(words)
  })
})
