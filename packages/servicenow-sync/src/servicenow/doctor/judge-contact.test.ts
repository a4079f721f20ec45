import { describe, expect, it } from 'vitest'
import { judgeContact } from './judge-contact.ts'
import { broken, page, refused } from './testdata/pages.ts'

const address = { instance: 'https://example.service-now.com', auth: 'client-credentials' } as const

describe('judgeContact', () => {
  it('takes any answer of an instance for one, also a refusal', () => {
    for (const first of [page([]), refused(403)]) {
      const { checks, broken: why } = judgeContact(first, address, { scope: 'useraccount', livesSeconds: 1800 })
      expect(why).toBeUndefined()
      expect(checks.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok'])
      expect(checks.at(-1)?.found).toBe('accepted (client-credentials): a token for 1,800 seconds, scope `useraccount`')
    }
  })

  it.each([
    ['http-unreachable', ['failed', 'skipped', 'skipped', 'skipped']],
    ['certificate-untrusted', ['ok', 'failed', 'skipped', 'skipped']],
    ['tls-failed', ['ok', 'failed', 'skipped', 'skipped']],
    ['instance-hibernating', ['ok', 'ok', 'failed', 'skipped']],
    ['http-not-answered', ['ok', 'ok', 'failed', 'skipped']],
    ['token-answer-is-a-page', ['ok', 'ok', 'failed', 'skipped']],
    ['credentials-refused', ['ok', 'ok', 'ok', 'failed']],
    ['oauth-client-refused', ['ok', 'ok', 'ok', 'failed']],
    ['secret-not-found', ['ok', 'ok', 'ok', 'failed']],
  ])('says how far the first question got: %s', (code, outcomes) => {
    const contact = judgeContact(broken(code), address, undefined)
    expect(contact.checks.map(({ outcome }) => outcome)).toEqual(outcomes)
    expect(contact.broken?.code).toBe(code)
  })
})
