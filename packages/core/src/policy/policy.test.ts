import { describe, expect, it } from 'vitest'
import { oneDay } from '../testdata/day.ts'
import { defaultPolicy } from './policy.ts'
import { readPolicy } from './read-policy.ts'

describe('the default policy', () => {
  it('waits a day for provision and removal, and not at all for expiry', () => {
    expect(defaultPolicy.grace).toEqual({
      provision: oneDay,
      removal: oneDay,
      expiry: 0,
      recertification: 0,
      rotation: 0,
    })
  })

  it('holds a night that changes more than a fifth of a scope, and more than 50', () => {
    expect(defaultPolicy.hold).toEqual({ share: 0.2, minimum: 50 })
  })

  it('lets dates end in UTC, and finds people by account first', () => {
    expect(defaultPolicy.zone).toBe('UTC')
    expect(defaultPolicy.correlation).toEqual(['account', 'account-any-system', 'principal'])
  })

  it.each([[undefined], [null], [{}], [{ grace: {} }], [{ hold: {} }]])('is what %j stands for', (document) => {
    expect(readPolicy(document)).toEqual({ ok: true, value: defaultPolicy })
  })
})
