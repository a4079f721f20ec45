import { describe, expect, it } from 'vitest'
import { readDecisionAsked } from './decision-asked.ts'

const platform = { issueKey: 'ACC-1', accountId: 'acc-bob' }
const digest = 'a'.repeat(64)

describe('what a screen sends', () => {
  it('is read beside the account and the issue that the platform names', () => {
    expect(readDecisionAsked({ decision: 'approved', digest }, platform)).toEqual({
      ok: true,
      asked: { ...platform, decision: 'approved', digest },
    })
  })

  it('may name the group and the place', () => {
    expect(readDecisionAsked({ decision: 'rejected', digest, group: 'security', onBehalfOf: null }, platform)).toEqual({
      ok: true,
      asked: { ...platform, decision: 'rejected', digest, group: 'security' },
    })
  })

  it.each([
    ['nothing', undefined],
    ['an account of its own', { decision: 'approved', digest, accountId: 'acc-mia' }],
    ['another issue', { decision: 'approved', digest, issueKey: 'ACC-2' }],
    ['an instant of its own', { decision: 'approved', digest, decidedAt: '2020-01-01T00:00:00Z' }],
    ['another decision', { decision: 'granted', digest }],
    ['no digest', { decision: 'approved' }],
    ['a digest that is none', { decision: 'approved', digest: 'A'.repeat(64) }],
    ['a group that is no name', { decision: 'approved', digest, group: 'a\nb' }],
    ['a group that is a list', { decision: 'approved', digest, group: ['security'] }],
    ['a name that is far too long', { decision: 'approved', digest, onBehalfOf: 'x'.repeat(32_768) }],
  ])('is refused where it is %s', (_what, payload) => {
    expect(readDecisionAsked(payload, platform)).toMatchObject({ ok: false, code: 'asked-malformed' })
  })
})
