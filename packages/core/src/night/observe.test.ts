import { describe, expect, it } from 'vitest'
import { aSighting } from '../testdata/account.ts'
import { day } from '../testdata/day.ts'
import { aScope } from '../testdata/night.ts'
import type { ScopeNight } from './night.ts'
import {
  earliestSighting,
  joinSightings,
  observe as observeUnder,
  type SeenLevels,
  type Sighting,
  seenLevels,
} from './observe.ts'

const ownNames = { idOf: (_system: string, native: string) => native }
const observe = (known: readonly Sighting[], seen: SeenLevels, scope: ScopeNight) =>
  observeUnder(known, seen, scope, ownNames)
const held = seenLevels([{ entitlement: 'deploy' }])
const nothing = seenLevels([])

describe('observe', () => {
  it('remembers what is seen for the first time', () => {
    const { previousAt: _at, previousCompleteAt: _complete, ...first } = aScope({ at: day(1) })
    expect(observe([], held, first)).toEqual([{ entitlement: 'deploy', firstSeenAt: day(1), levels: [] }])
  })

  it('remembers that the last complete snapshot lacked it', () => {
    const scope = aScope({ previousAt: day(19), previousCompleteAt: day(18) })
    expect(observe([], held, scope)).toEqual([
      { entitlement: 'deploy', firstSeenAt: day(20), lackedAt: day(18), levels: [] },
    ])
  })

  it('gives the very same array while nothing changes', () => {
    const known = [aSighting(), aSighting({ entitlement: 'read', lastSeenAt: day(14) })]
    expect(observe(known, held, aScope())).toBe(known)
  })

  it('notes the snapshot that held it last when one no longer does', () => {
    expect(observe([aSighting()], nothing, aScope())).toEqual([aSighting({ lastSeenAt: day(19) })])
    expect(observe([aSighting()], nothing, aScope({ complete: false }))).toEqual([aSighting({ lastSeenAt: day(19) })])
  })

  it('keeps that instant while it stays away', () => {
    const known = [aSighting({ lastSeenAt: day(14) })]
    expect(observe(known, nothing, aScope())).toBe(known)
  })

  it('notes what a complete snapshot lacked once it is back', () => {
    const known = [aSighting({ lastSeenAt: day(14) })]
    expect(observe(known, held, aScope())).toEqual([aSighting({ lackedAt: day(19) })])
  })

  it('does not take an incomplete snapshot in between for an absence', () => {
    const known = [aSighting({ lastSeenAt: day(18) })]
    expect(observe(known, held, aScope({ previousAt: day(19), previousCompleteAt: day(18) }))).toEqual([aSighting()])
  })

  it('keeps an older absence when only an incomplete snapshot lay in between', () => {
    const known = [aSighting({ lastSeenAt: day(18), lackedAt: day(13) })]
    expect(observe(known, held, aScope({ previousAt: day(19), previousCompleteAt: day(18) }))).toEqual([
      aSighting({ lackedAt: day(13) }),
    ])
  })

  it('remembers nothing new when the source gave nothing tonight', () => {
    const known = [aSighting()]
    expect(observe(known, nothing, aScope({ read: false, complete: false }))).toBe(known)
  })

  it('tells the whole story of access that comes, goes and comes back', () => {
    let known: readonly Sighting[] = []
    const nights = [held, held, nothing, nothing, held, nothing]
    for (const [index, seen] of nights.entries()) {
      const at = day(index + 1)
      const before = index === 0 ? {} : { previousAt: day(index), previousCompleteAt: day(index) }
      const { previousAt: _at, previousCompleteAt: _complete, ...scope } = aScope({ at })
      known = observe(known, seen, { ...scope, ...before })
    }
    expect(known).toEqual([
      { entitlement: 'deploy', firstSeenAt: day(1), lastSeenAt: day(5), lackedAt: day(4), levels: [] },
    ])
  })
})

describe('observe, where a system has two names for one entitlement', () => {
  const oneEntitlement = { idOf: () => 'deploy' }
  const d1 = aSighting({ entitlement: 'd1' })
  const named = (...names: readonly string[]) => seenLevels(names.map((entitlement) => ({ entitlement })))

  it('takes no name for lacked while the other was there', () => {
    const gone = aSighting({ entitlement: 'd2', lastSeenAt: day(14) })
    expect(observeUnder([d1, gone], named('d1', 'd2'), aScope(), oneEntitlement)).toEqual([
      d1,
      aSighting({ entitlement: 'd2' }),
    ])
    expect(observeUnder([d1], named('d2'), aScope(), oneEntitlement)).toEqual([
      { ...d1, lastSeenAt: day(19) },
      { entitlement: 'd2', firstSeenAt: day(20), levels: [] },
    ])
  })

  it('notes the snapshot that lacked both', () => {
    const gone = { ...d1, lastSeenAt: day(14) }
    expect(observeUnder([gone], named('d2'), aScope(), oneEntitlement)).toEqual([
      gone,
      { entitlement: 'd2', firstSeenAt: day(20), lackedAt: day(19), levels: [] },
    ])
  })

  it('joins what is remembered of both: the first time it was seen, the last time it was lacked', () => {
    const other = aSighting({ entitlement: 'd2', firstSeenAt: day(9), lackedAt: day(15) })
    const joined = { entitlement: 'd1', firstSeenAt: day(9), lackedAt: day(15) }
    expect(joinSightings(d1, other)).toEqual(joined)
    expect(joinSightings({ ...d1, lackedAt: day(13) }, other)).toEqual(joined)
    expect(joinSightings(d1, { ...d1, lastSeenAt: day(14) })).toEqual({ entitlement: 'd1', firstSeenAt: day(12) })
  })
})

describe('earliestSighting', () => {
  it('gives the first of them, or what it is told where there is none', () => {
    const sightings = [aSighting({ firstSeenAt: day(12) }), aSighting({ firstSeenAt: day(9) })]
    expect(earliestSighting(sightings, day(20))).toBe(day(9))
    expect(earliestSighting([], day(20))).toBe(day(20))
  })
})

describe('observe, of the levels at which something is held', () => {
  const at = (...levels: readonly (string | undefined)[]) =>
    seenLevels(levels.map((level) => ({ entitlement: 'deploy', ...(level !== undefined && { level }) })))

  it.each([
    ['each once and in order', at('write', 'read', 'write'), ['read', 'write']],
    ['none where none is named', at(undefined, undefined), []],
    ['those that are named where not every line names one', at(undefined, 'read'), ['read']],
  ])('keeps %s', (_what, seen, levels) => {
    expect(observe([], seen, aScope())[0]?.levels).toEqual(levels)
  })

  it('notes another level, and nothing where the levels are the same', () => {
    const known = [aSighting({ levels: ['read'] })]
    expect(observe(known, at('read'), aScope())).toBe(known)
    expect(observe(known, at('write'), aScope())).toEqual([aSighting({ levels: ['write'] })])
    expect(observe(known, at(), aScope())).toEqual([aSighting({ levels: ['read'], lastSeenAt: day(19) })])
  })

  it('learns levels that an older version did not keep', () => {
    const { levels: _levels, ...old } = aSighting()
    expect(observe([old], at('read'), aScope())).toEqual([aSighting({ levels: ['read'] })])
  })
})
