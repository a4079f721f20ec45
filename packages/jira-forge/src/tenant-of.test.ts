import { describe, expect, it } from 'vitest'
import { tenantOf } from './tenant-of.ts'

describe('tenantOf', () => {
  it.each([
    ['the site of a function', { installContext: 'ari:cloud:jira::site/4f6d9508-93c9', principal: { accountId: 'a' } }],
    [
      'the site of a resolver',
      { accountId: 'a', cloudId: 'elsewhere', installContext: 'ari:cloud:jira::site/4f6d9508-93c9' },
    ],
    [
      'the site of the installation',
      { installation: { contexts: [{ workspaceId: 'w' }, { cloudId: '4f6d9508-93c9' }] } },
    ],
  ])('gives %s', (_what, context) => {
    expect(tenantOf(context)).toBe('4f6d9508-93c9')
  })

  it.each([
    undefined,
    null,
    {},
    { cloudId: '4f6d9508-93c9' },
    { installContext: '' },
    { installContext: 'ari:cloud:jira::site/' },
    { installContext: 'ari:cloud:confluence::site/4f6d9508-93c9' },
    { installContext: 'ari:cloud:jira::site/4f6d9508-93c9/more' },
    { installation: { contexts: [{ cloudId: '' }] } },
  ])('throws where %o does not say it', (context) => {
    expect(() => tenantOf(context)).toThrow('Forge did not say which site this is')
  })
})
