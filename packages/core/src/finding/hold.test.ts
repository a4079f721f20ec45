import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../policy/policy.ts'
import { massChanges, type ScopeChange } from './hold.ts'

const scope = (given: Partial<ScopeChange> = {}): ScopeChange => ({
  system: 'prod',
  changed: 0,
  grants: 1000,
  isFirst: false,
  ...given,
})

describe('massChanges', () => {
  it.each([
    ['the share, in a large scope', 1000, 200],
    ['the share, rounded down', 1004, 200],
    ['the minimum, in a small scope', 10, 50],
    ['the minimum, in a scope without grants', 0, 50],
    ['either, where they are the same', 250, 50],
  ])('allows by default up to %s', (_which, grants, limit) => {
    expect(massChanges([scope({ grants, changed: limit })], defaultPolicy.hold)).toEqual([])
    const more = scope({ grants, changed: limit + 1 })
    expect(massChanges([more], defaultPolicy.hold)).toEqual([{ ...more, limit }])
  })

  it('allows anything on the first complete night of a scope', () => {
    expect(massChanges([scope({ changed: 1000, isFirst: true })], defaultPolicy.hold)).toEqual([])
  })

  it('allows anything where holding is switched off', () => {
    expect(massChanges([scope({ changed: 1000 })], undefined)).toEqual([])
  })

  it('allows nothing where the rule says nothing', () => {
    expect(massChanges([scope({ changed: 1 })], { share: 0, minimum: 0 })).toHaveLength(1)
    expect(massChanges([scope()], { share: 0, minimum: 0 })).toEqual([])
  })

  it('looks at each scope by itself', () => {
    const scopes = [
      scope({ changed: 201 }),
      scope({ system: 'dev', changed: 200 }),
      scope({ system: 'lab', changed: 900 }),
    ]
    expect(massChanges(scopes, defaultPolicy.hold).map(({ system }) => system)).toEqual(['prod', 'lab'])
  })
})
