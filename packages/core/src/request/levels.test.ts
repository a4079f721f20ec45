import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { type Asking, anAskedRequest, surroundingsOf } from '../testdata/surroundings.ts'
import { type Asked, askedOf, type HeldAccess } from './asked.ts'
import { askedLevel, reachesLevel } from './levels.ts'

/** A change of what alice holds of `deploy`, which has three levels, unless told otherwise. */
function asked(given: Asking = {}): Asked {
  const asking = { entitlement: { levels: ['read', 'write', 'admin'] }, ...given }
  return askedOf(anAskedRequest({ kind: 'change', ...asking.request }), surroundingsOf(asking), day(10))
}
const holding = (...levels: readonly (string | undefined)[]) => ({
  alice: levels.map((level): HeldAccess => ({ entitlement: 'deploy', ...(level && { level }) })),
})

describe('the level that a request comes down to', () => {
  it('is the one that it names, whatever is held', () => {
    expect(askedLevel(asked({ request: { level: 'read' }, held: holding('admin') }))).toBe('read')
    expect(askedLevel(asked({ request: { level: 'super' }, held: 'unknown' }))).toBe('super')
  })

  it('is none where there are no levels and it names none', () => {
    expect(askedLevel(asked({ entitlement: {}, held: holding('read') }))).toBeUndefined()
    expect(askedLevel(asked({ request: { entitlement: 'wiki' } }))).toBeUndefined()
  })

  it.each<[string, readonly string[]]>([
    ['read', ['read']],
    ['write', ['write']],
    ['write', ['write', 'read']],
    ['write', ['read', 'write']],
    ['admin', ['read', 'admin', 'write']],
  ])('is, where it names none, the highest that is held: %s of %j', (level, levels) => {
    expect(askedLevel(asked({ held: holding(...levels) }))).toBe(level)
  })

  it('does not depend on what is held of something else', () => {
    const held = {
      alice: [...holding('read').alice, { entitlement: 'audit', level: 'admin' }, { entitlement: 'wiki' }],
    }
    expect(askedLevel(asked({ held }))).toBe('read')
  })

  it.each<[string, Asking['held'] & {}]>([
    ['what is held', 'unknown'],
    ['that anything is', {}],
    ['at which level it is', holding(undefined)],
    ['at which level it is on one of two accounts', holding('read', undefined)],
    ['where the level that is held stands', holding('super', 'read')],
  ])('may be the highest of all where nobody knows %s', (_what, held) => {
    expect(askedLevel(asked({ held }))).toBe('admin')
  })
})

describe('a held level', () => {
  it.each<[string | undefined, string | undefined]>([
    ['read', 'read'],
    ['write', 'read'],
    ['admin', 'write'],
    ['super', 'super'],
    ['read', undefined],
    [undefined, undefined],
  ])('%s reaches %s', (held, level) => {
    expect(reachesLevel(held, level, asked())).toBe(true)
  })

  it.each<[string | undefined, string | undefined]>([
    ['read', 'write'],
    ['write', 'admin'],
    [undefined, 'read'],
    ['super', 'read'],
    ['admin', 'super'],
    [undefined, 'super'],
    ['other', 'super'],
  ])('%s does not reach %s', (held, level) => {
    expect(reachesLevel(held, level, asked())).toBe(false)
  })

  it('of an entitlement without an order reaches only itself', () => {
    expect(reachesLevel('write', 'write', asked({ request: { entitlement: 'wiki' } }))).toBe(true)
    expect(reachesLevel('write', 'read', asked({ request: { entitlement: 'wiki' } }))).toBe(false)
  })
})
