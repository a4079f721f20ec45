import type { Finding } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { topFindings } from './top-findings.ts'

function finding(id: string, more: Partial<Finding> = {}): Finding {
  const { kind = 'access-without-ticket', severity = 'high', state = 'open', since = 0 } = more
  return {
    id,
    kind,
    severity,
    state,
    since,
    firstSeen: 0,
    changedAt: 0,
    tickets: [],
    message: '',
    action: '',
    evidence: [],
    facts: {},
  }
}

describe('the findings to look at first', () => {
  it('are the open ones, then the worst, then the longest standing', () => {
    const all = [
      finding('f-1', { since: 5 }),
      finding('f-2', { severity: 'critical', since: 9 }),
      finding('f-3', { severity: 'critical', state: 'accepted' }),
      finding('f-4', { since: 2 }),
      finding('f-5', { severity: 'low', state: 'reopened' }),
    ]
    const top = topFindings(all, 10).get('access-without-ticket')
    expect(top?.findings.map(({ id }) => id)).toEqual(['f-2', 'f-4', 'f-1', 'f-5', 'f-3'])
    expect(top).toMatchObject({ total: 5, open: 4, accepted: 1 })
  })

  it('are the same whatever their number and order', () => {
    const all = Array.from({ length: 5000 }, (_, i) => finding(`f-${i}`, { since: (i * 7919) % 5000 }))
    const few = topFindings(all, 3).get('access-without-ticket')
    expect(few?.findings.map(({ since }) => since)).toEqual([0, 1, 2])
    expect(topFindings(all.toReversed(), 3).get('access-without-ticket')).toEqual(few)
    expect(few?.total).toBe(5000)
  })

  it('are kept apart by kind', () => {
    const kinds = topFindings([finding('f-1'), finding('f-2', { kind: 'leaver-still-active' })], 1)
    expect([...kinds.keys()]).toEqual(['access-without-ticket', 'leaver-still-active'])
  })
})
