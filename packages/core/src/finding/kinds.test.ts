import { describe, expect, it } from 'vitest'
import { type FindingKind, findingKinds, isFindingKind, kindFacts, type Need, severities } from './kinds.ts'

const where = (what: (kind: FindingKind) => boolean) => findingKinds.filter(what).sort()

describe('the kinds of findings', () => {
  it.each(findingKinds)('%s has a title, a sentence, a severity and controls', (kind) => {
    const { title, explanation, severity, controls } = kindFacts(kind)
    expect(title).toMatch(/^[A-Z][^.]+$/)
    expect(explanation).toMatch(/^[A-Z].+\.$/)
    expect(severities).toContain(severity)
    expect(controls.length).toBeGreaterThan(0)
    expect(new Set(controls).size).toBe(controls.length)
  })

  it('have titles of their own', () => {
    expect(new Set(findingKinds.map((kind) => kindFacts(kind).title)).size).toBe(findingKinds.length)
  })

  it('that say whether ticketed access exists are those of the situation table', () => {
    expect(where((kind) => kindFacts(kind).existence)).toEqual([
      'absent-before-first-night',
      'access-without-ticket',
      'closed-not-provisioned',
      'closed-not-removed',
      'expired-still-active',
      'granted-while-open',
      'removed-without-ticket',
    ])
  })

  it('that are about one ticket say so', () => {
    expect(where((kind) => kindFacts(kind).aboutTicket)).toEqual([
      'approval-overdue',
      'broader-than-ticket',
      'closed-without-evidence',
      'duplicate-request',
      'gate-bypassed',
      'granted-before-approval',
    ])
  })

  it.each<[Need, readonly FindingKind[]]>([
    [
      'tickets',
      [
        'access-without-ticket',
        'expired-still-active',
        'closed-not-removed',
        'closed-not-provisioned',
        'removed-without-ticket',
        'absent-before-first-night',
        'granted-while-open',
        'closed-without-evidence',
        'granted-before-approval',
        'broader-than-ticket',
        'duplicate-request',
        'approval-overdue',
        'gate-bypassed',
        'recertification-overdue',
        'exception-expired',
      ],
    ],
    [
      'people',
      [
        'unmatched-account',
        'leaver-still-active',
        'sponsorless-principal',
        'ambiguous-account',
        'duplicate-account',
        'ownerless-entitlement',
        'separation-of-duties',
        'approval-overdue',
        'rotation-overdue',
        'agent-exceeds-human',
        'recertification-overdue',
        'exception-expired',
      ],
    ],
    [
      'access',
      [
        'rotation-overdue',
        'agent-exceeds-human',
        'removed-without-ticket',
        'closed-not-provisioned',
        'absent-before-first-night',
        'duplicate-account',
        'uncatalogued-entitlement',
        'exception-expired',
      ],
    ],
    ['recertifications', ['recertification-overdue']],
  ])('need complete %s just where they would otherwise guess', (need, kinds) => {
    expect(findingKinds.filter((kind) => kindFacts(kind).needs.includes(need)).sort()).toEqual([...kinds].sort())
  })

  it('need nothing to say that a source is incomplete', () => {
    expect(where((kind) => kindFacts(kind).needs.length === 0)).toEqual(['source-incomplete'])
  })

  it.each([...findingKinds, 'access', 'toString', '__proto__', ''])('knows whether %j is one', (text) => {
    expect(isFindingKind(text)).toBe((findingKinds as readonly string[]).includes(text))
  })
})
