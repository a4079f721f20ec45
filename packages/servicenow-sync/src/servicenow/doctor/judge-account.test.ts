import { describe, expect, it } from 'vitest'
import { judgeAccount } from './judge-account.ts'
import { page } from './testdata/pages.ts'

const user = { sys_id: 'u1', user_name: 'ticketbound', web_service_access_only: 'true' }
const first = page([user])

describe('judgeAccount', () => {
  it('is content with a user of its own that only web services can use', () => {
    expect(judgeAccount({ first, user, roles: ['x_reader'] }, 'client-credentials')).toMatchObject({
      outcome: 'ok',
      found: 'it acts as `ticketbound`, with 1 role',
    })
  })

  it('says so where the roles, or the user, cannot be told', () => {
    expect(judgeAccount({ first, user }, 'jwt-bearer')).toMatchObject({
      outcome: 'ok',
      found: expect.stringContaining('cannot be read'),
    })
    expect(judgeAccount({ first }, 'jwt-bearer').outcome).toBe('warning')
  })

  it('blames no right where the answer only did not come whole', () => {
    const cut = { kind: 'damaged', because: 'it is cut' } as const
    expect(judgeAccount({ first: cut }, 'jwt-bearer')).toMatchObject({ outcome: 'skipped' })
  })

  it.each([
    ['an administrator', { roles: ['admin'] }, 'client-credentials' as const, /it holds `admin`/],
    ['a person', { user: { ...user, web_service_access_only: 'false' } }, 'client-credentials' as const, /may log in/],
    ['a password', {}, 'basic' as const, /for a trial/],
  ])('warns of %s', (_, change, auth, found) => {
    const check = judgeAccount({ first, user, roles: [], ...change }, auth)
    expect(check).toMatchObject({ outcome: 'warning', found: expect.stringMatching(found), fix: expect.any(String) })
  })
})
