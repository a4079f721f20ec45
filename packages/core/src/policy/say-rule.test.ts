import { describe, expect, it } from 'vitest'
import type { ApprovalRule } from './catalogue.ts'
import { sayRule } from './say-rule.ts'

describe('sayRule', () => {
  it.each<[ApprovalRule, string]>([
    [{ parts: [] }, 'nobody'],
    [{ parts: [{ from: 'owner', count: 1 }] }, 'an owner'],
    [{ parts: [{ from: 'owner', count: 2 }] }, '2 owners'],
    [{ parts: [{ from: 'manager', count: 1 }], maxAge: 86_400_000 }, 'the manager, at most 1 day before'],
    [
      {
        parts: [
          { from: 'manager', count: 2 },
          { from: 'group', name: 'security', count: 2 },
          { from: 'role', name: 'ops', count: 1 },
        ],
      },
      '2 managers and 2 of group `security` and 1 with role `ops`',
    ],
  ])('says %j in words', (rule, words) => {
    expect(sayRule(rule)).toBe(words)
  })
})
