import { describe, expect, it } from 'vitest'
import type { Evidence } from '../finding/finding.ts'
import { type FindingKind, findingKinds } from '../finding/kinds.ts'
import { day } from '../testdata/day.ts'
import { aClaim, aFinding } from '../testdata/finding.ts'
import { aNight, aScope } from '../testdata/night.ts'
import { mayOpen, mayResolve } from './proof.ts'

const noTickets = aNight({ ticketsComplete: false })
const noPeople = aNight({ peopleComplete: false })
const noAccess = aNight({ scopes: [aScope({ complete: false })] })

const opening = (night: typeof noTickets) => findingKinds.filter((kind) => mayOpen(aClaim({ kind }), night)).sort()
const line = (system: string): Evidence => ({ ...aLine, system })
const aLine = { type: 'snapshot-line', system: 'prod', source: 's', file: 'f', line: 1, at: day(20) } as const
const person: Evidence = { type: 'person', principal: 'alice' }

describe('mayOpen', () => {
  it('lets every kind open where everything was read', () => {
    expect(opening(aNight())).toEqual([...findingKinds].sort())
  })

  it('opens nothing that needs the tickets while they are incomplete', () => {
    expect(opening(noTickets)).toEqual([
      'agent-exceeds-human',
      'ambiguous-account',
      'duplicate-account',
      'leaver-still-active',
      'ownerless-entitlement',
      'rotation-overdue',
      'separation-of-duties',
      'source-incomplete',
      'sponsorless-principal',
      'uncatalogued-entitlement',
      'unmatched-account',
    ])
  })

  it('opens nothing that needs the people while they are incomplete', () => {
    expect(opening(noPeople)).toEqual([
      'absent-before-first-night',
      'access-without-ticket',
      'broader-than-ticket',
      'closed-not-provisioned',
      'closed-not-removed',
      'closed-without-evidence',
      'duplicate-request',
      'expired-still-active',
      'gate-bypassed',
      'granted-before-approval',
      'granted-while-open',
      'removed-without-ticket',
      'source-incomplete',
      'uncatalogued-entitlement',
    ])
  })

  it('opens nothing that needs the recertifications while they are incomplete', () => {
    const without = opening(aNight({ recertificationsComplete: false }))
    expect(findingKinds.filter((kind) => !without.includes(kind))).toEqual(['recertification-overdue'])
  })

  it('opens nothing that needs the access while the scope is incomplete', () => {
    const needy = findingKinds.filter((kind) => !opening(noAccess).includes(kind))
    expect(needy.sort()).toEqual([
      'absent-before-first-night',
      'agent-exceeds-human',
      'closed-not-provisioned',
      'duplicate-account',
      'exception-expired',
      'removed-without-ticket',
      'rotation-overdue',
      'uncatalogued-entitlement',
    ])
  })

  it('asks for the scope of the claim, and for every scope where it names none', () => {
    const night = aNight({ scopes: [aScope(), aScope({ system: 'dev', complete: false })] })
    expect(mayOpen(aClaim({ kind: 'duplicate-account', system: 'prod' }), night)).toBe(true)
    expect(mayOpen(aClaim({ kind: 'duplicate-account', system: 'dev' }), night)).toBe(false)
    const { system: _everywhere, ...expired } = aClaim({ kind: 'exception-expired' })
    expect(mayOpen(expired, night)).toBe(false)
  })
})

describe('mayResolve', () => {
  const resolving = (kind: FindingKind, evidence: readonly Evidence[], night = aNight()) =>
    mayResolve(aFinding({ kind, evidence }), night)

  it.each(findingKinds)('lets %s resolve where everything was read', (kind) => {
    expect(resolving(kind, [line('prod')])).toBe(true)
  })

  it('resolves nothing that needs what was not read', () => {
    expect(resolving('access-without-ticket', [line('prod')], noTickets)).toBe(false)
    expect(resolving('leaver-still-active', [line('prod')], noPeople)).toBe(false)
  })

  it.each<[string, readonly Evidence[]]>([
    ['a line of it', [line('prod'), person]],
    ['the whole of it', [{ type: 'snapshot', system: 'prod', source: 's', at: day(20) }]],
    ['lines of it and of another', [line('dev'), line('prod')]],
  ])('resolves nothing that rests on %s when a snapshot was incomplete', (_what, evidence) => {
    const night = aNight({ scopes: [aScope({ complete: false }), aScope({ system: 'dev' })] })
    expect(resolving('leaver-still-active', evidence, night)).toBe(false)
  })

  it('resolves what rests on other snapshots that were complete', () => {
    const night = aNight({ scopes: [aScope({ complete: false }), aScope({ system: 'dev' })] })
    expect(resolving('leaver-still-active', [line('dev')], night)).toBe(true)
  })

  it('resolves nothing that rests on a system that is read no more', () => {
    expect(resolving('leaver-still-active', [line('gone')])).toBe(false)
  })

  it('waits for every snapshot where a kind needs the access and names none', () => {
    expect(resolving('exception-expired', [{ type: 'exception', exception: 'e-1' }], noAccess)).toBe(false)
    expect(resolving('exception-expired', [{ type: 'exception', exception: 'e-1' }])).toBe(true)
  })

  it.each<[FindingKind, Evidence]>([
    ['sponsorless-principal', person],
    ['duplicate-request', { type: 'ticket', source: 'itsm', number: 'REQ1', item: '1' }],
    ['ownerless-entitlement', { type: 'entitlement', entitlement: 'deploy' }],
    ['source-incomplete', { type: 'source', source: 'prod', at: day(20) }],
  ])('resolves %s, which rests on no snapshot, whatever became of the access', (kind, evidence) => {
    expect(resolving(kind, [evidence], noAccess)).toBe(true)
  })
})
