import { describe, expect, it } from 'vitest'
import type { Risk } from '../policy/catalogue.ts'
import { findingKinds, kindFacts, type Severity, severities } from './kinds.ts'
import { isAtLeast, severityOf } from './severity.ts'

describe('severityOf', () => {
  it.each<[Severity, Risk, Severity]>([
    ['critical', 'critical', 'critical'],
    ['critical', 'medium', 'critical'],
    ['critical', 'low', 'high'],
    ['high', 'critical', 'critical'],
    ['high', 'high', 'critical'],
    ['high', 'medium', 'high'],
    ['high', 'low', 'medium'],
    ['medium', 'high', 'high'],
    ['medium', 'medium', 'medium'],
    ['medium', 'low', 'low'],
    ['low', 'critical', 'low'],
    ['low', 'low', 'low'],
  ])('of a kind that is %s, about an entitlement of %s risk, is %s', (base, risk, severity) => {
    const kinds = findingKinds.filter((kind) => kindFacts(kind).severity === base)
    expect(kinds.length).toBeGreaterThan(0)
    for (const kind of kinds) expect(severityOf(kind, { risk })).toBe(severity)
  })

  it.each(findingKinds)('of %s is the kind’s own where no entitlement is catalogued', (kind) => {
    expect(severityOf(kind, undefined)).toBe(kindFacts(kind).severity)
  })
})

describe('isAtLeast', () => {
  it('orders severities from low to critical', () => {
    const pairs = severities.map((severity) => severities.map((least) => isAtLeast(severity, least)))
    expect(pairs).toEqual([
      [true, false, false, false],
      [true, true, false, false],
      [true, true, true, false],
      [true, true, true, true],
    ])
  })
})
