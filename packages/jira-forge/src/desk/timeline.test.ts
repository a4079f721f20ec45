import type { Approval } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { anIssue, hour, noon, type Situation } from './testdata/an-issue.ts'
import { timelineOf } from './timeline.ts'

const approved = (given: Partial<Approval> = {}): Approval => ({
  approver: 'acc-bob',
  decision: 'approved',
  decidedAt: noon - 2 * hour,
  how: 'native',
  ...given,
})

async function standings(situation: Situation) {
  return timelineOf(await anIssue(situation)).map((entry) => (entry.type === 'decision' ? entry.standing : entry.type))
}

const decided = (...approvals: readonly Approval[]): Situation => ({ line: { approvals } })

describe('the timeline', () => {
  it('says of each decision who made it, what and when, and whether it counts', async () => {
    const [entry] = timelineOf(await anIssue(decided(approved({ onBehalfOf: 'acc-dave', group: 'security' }))))
    expect(entry).toEqual({
      type: 'decision',
      at: noon - 2 * hour,
      who: 'acc-bob',
      decision: 'approved',
      how: 'native',
      group: 'security',
      onBehalfOf: 'acc-dave',
      standing: 'counts',
      why: [],
    })
  })

  it('says why a decision does not count', async () => {
    const [entry] = timelineOf(await anIssue(decided(approved({ approver: 'acc-carol' }))))
    expect(entry).toMatchObject({
      standing: 'refused',
      why: ['is not somebody whom the rule lets approve', 'is also the requester'],
    })
  })

  it.each<[string, Situation, readonly string[]]>([
    ['an approval by words', decided(approved({ how: 'informal' })), ['refused']],
    [
      'an approval before a change',
      { line: { approvals: [approved()], changes: [{ at: noon - hour, field: 'level' }] } },
      ['void'],
    ],
    [
      'an approval before the request was opened again',
      { line: { approvals: [approved()], reopenedAt: noon - hour } },
      ['void'],
    ],
    [
      'an approval that was withdrawn',
      decided(approved(), approved({ decision: 'withdrawn', decidedAt: noon - hour })),
      ['superseded', 'stands'],
    ],
    [
      'a withdrawal that was thought over',
      decided(
        approved({ decidedAt: noon - 3 * hour }),
        approved({ decision: 'withdrawn' }),
        approved({ decidedAt: noon - hour }),
      ),
      ['superseded', 'superseded', 'counts'],
    ],
    [
      'an approval before a rejection',
      decided(approved(), approved({ approver: 'acc-dave', decision: 'rejected', decidedAt: noon - hour })),
      ['superseded', 'stands'],
    ],
    [
      'a rejection before an approval',
      decided(approved({ approver: 'acc-dave', decision: 'rejected' }), approved({ decidedAt: noon - hour })),
      ['superseded', 'counts'],
    ],
    [
      "a withdrawal before another one's approval",
      decided(approved({ approver: 'acc-dave', decision: 'withdrawn' }), approved({ decidedAt: noon - hour })),
      ['stands', 'counts'],
    ],
    ['a rejection by words', decided(approved({ decision: 'rejected', how: 'informal' })), ['refused']],
    [
      'a rejection of an earlier opening',
      { line: { approvals: [approved({ decision: 'rejected' })], reopenedAt: noon - hour } },
      ['void'],
    ],
    ['an approval that nobody needs', { line: { kind: 'deprovision', approvals: [approved()] } }, ['refused']],
  ])('tells of %s what became of it', async (_what, situation, expected) => {
    expect(await standings(situation)).toEqual(expected)
  })

  it('has passages, voidings and what was asked for among the decisions, the oldest first', async () => {
    const dossier = {
      passages: [{ passedAt: noon - hour, to: '10003', digest: 'd', verdict: 'v' }],
      voids: [{ at: noon - 3 * hour, fields: ['level'], approvers: ['acc-bob'] }],
      exceptionRequests: [
        {
          at: noon - 4 * hour,
          by: 'acc-carol',
          rules: ['expiry-too-late'],
          reason: '<b>because</b>',
          until: '2026-12-31',
        },
      ],
    }
    const entries = timelineOf(await anIssue({ ...decided(approved()), dossier }))
    expect(entries.map(({ type }) => type)).toEqual(['exception-asked', 'voiding', 'decision', 'passage'])
    expect(entries[0]).toMatchObject({ who: 'acc-carol', reason: '<b>because</b>' })
  })
})
