import { describe, expect, it } from 'vitest'
import type { Person } from '../model/person.ts'
import { day } from '../testdata/day.ts'
import { aPerson } from '../testdata/person.ts'
import { type Asking, brokenBy, outcomeOf, wordsOf } from '../testdata/surroundings.ts'

const gone = aPerson('gone', { active: false })
const robot = aPerson('robot', { kind: 'service', sponsor: 'bob' })

function asked(kind: 'service' | 'agent', given: Partial<Person>, more: Asking = {}): Asking {
  return {
    held: { carol: [{ entitlement: 'deploy' }] },
    ...more,
    people: [aPerson('alice', { kind, ...given }), gone, robot],
  }
}

describe.each(['service', 'agent'] as const)('a sponsor of a %s', (kind) => {
  const peers = ['carol']

  it('is an active human', () => {
    expect(brokenBy(asked(kind, { sponsor: 'bob', peers }))).toEqual([])
  })

  it.each([
    ['nobody', {}],
    ['somebody who is not known', { sponsor: 'nobody' }],
    ['somebody who has left', { sponsor: 'gone' }],
    ['another service', { sponsor: 'robot' }],
    ['the principal itself', { sponsor: 'alice' }],
  ])('is not %s', (_who, given) => {
    expect(brokenBy(asked(kind, { peers, ...given }))).toEqual(['sponsor-missing'])
    expect(wordsOf('sponsor-missing', asked(kind, { peers, ...given }))).toContain(`the ${kind} \`alice\``.slice(4))
  })
})

describe('a human', () => {
  it('needs no sponsor and no peers', () => {
    for (const rule of ['sponsor-missing', 'peers-missing', 'peer-not-active-human', 'exceeds-peers'] as const) {
      expect(outcomeOf(rule, {})).toBe('not-applicable')
    }
  })
})

describe('an agent', () => {
  const of = (peers: readonly string[] | undefined, more: Asking = {}) =>
    asked('agent', { sponsor: 'bob', ...(peers && { peers }) }, more)

  it.each([[undefined], [[]]])('has peers, not %j', (peers) => {
    expect(brokenBy(of(peers))).toEqual(['peers-missing', 'exceeds-peers'])
  })

  it.each(['gone', 'robot', 'nobody'])('has only active humans for peers, which %s is not', (peer) => {
    expect(brokenBy(of(['carol', peer]))).toEqual(['peer-not-active-human'])
    expect(wordsOf('peer-not-active-human', of(['carol', peer]))).toContain(`\`${peer}\`, a peer of the agent`)
  })

  it('asks for nothing that no peer holds', () => {
    expect(brokenBy(of(['bob']))).toEqual(['exceeds-peers'])
    expect(wordsOf('exceeds-peers', of(['bob']))).toContain('No peer of the agent `alice` holds `deploy`.')
    expect(brokenBy(of(['bob', 'carol']))).toEqual([])
  })

  it('gains nothing by a peer who is no active human', () => {
    const held = { gone: [{ entitlement: 'deploy' }] }
    expect(brokenBy(of(['bob', 'gone'], { held }))).toEqual(['peer-not-active-human', 'exceeds-peers'])
  })

  it('gains nothing by what a peer has lost', () => {
    const held = { carol: [{ entitlement: 'deploy', expiresAt: day(10) }, { entitlement: 'audit' }] }
    expect(brokenBy(of(['carol'], { held }))).toEqual(['exceeds-peers'])
  })

  it('may ask for what a peer holds for a while yet', () => {
    const held = { carol: [{ entitlement: 'deploy', expiresAt: day(10) + 1 }] }
    expect(brokenBy(of(['carol'], { held }))).toEqual([])
  })

  it('is told only that the catalogue has no such entitlement where it has none', () => {
    expect(brokenBy(of(['carol'], { request: { entitlement: 'wiki' } }))).toEqual(['entitlement-unknown'])
  })

  it('waits until somebody knows what its peers hold', () => {
    expect(brokenBy(of(['carol'], { held: 'unknown' }))).toEqual(['access-unknown'])
    expect(wordsOf('access-unknown', of(['carol'], { held: 'unknown' }))).toContain('the peers of `alice`')
  })

  const levels = { levels: ['read', 'write', 'admin'] }
  const at = (level: string | undefined, request: Asking['request'], own?: string): Asking =>
    of(['carol'], {
      entitlement: levels,
      held: {
        carol: [{ entitlement: 'deploy', ...(level && { level }) }],
        alice: own ? [{ entitlement: 'deploy', level: own }] : [],
      },
      request: request ?? {},
    })

  it.each<[string, Asking]>([
    ['the level of a peer', at('write', { level: 'write' })],
    ['a lower one', at('admin', { level: 'read' })],
    ['a change that keeps a level which a peer has', at('write', { kind: 'change' }, 'write')],
  ])('may ask for %s', (_what, asking) => {
    expect(brokenBy(asking)).toEqual([])
  })

  it.each<[string, Asking]>([
    ['a higher level', at('read', { level: 'write' })],
    ['a level where that of its peer is not known', at(undefined, { level: 'read' })],
    ['a level where that of its peer is none of the catalogue', at('super', { level: 'read' })],
    ['a change that keeps a level which no peer has', at('read', { kind: 'change' }, 'write')],
    ['a change that keeps nobody knows which level', at('write', { kind: 'change' })],
    ['a change that keeps a level which the catalogue lacks', at('write', { kind: 'change' }, 'super')],
  ])('may not ask for %s', (_what, asking) => {
    expect(brokenBy(asking)).toEqual(['exceeds-peers'])
  })

  it('is told which level no peer holds', () => {
    expect(wordsOf('exceeds-peers', at('write', { kind: 'change' }))).toContain('`deploy` at level `admin`')
  })
})
