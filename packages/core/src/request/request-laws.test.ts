import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from '../model/person.ts'
import type { RequestLine } from '../model/request.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anEntitlement } from '../testdata/entitlement.ts'
import { aPerson } from '../testdata/person.ts'
import { anOpenRequest } from '../testdata/request.ts'
import { type Asking, anAskedRequest, surroundingsOf } from '../testdata/surroundings.ts'
import type { HeldAccess } from './asked.ts'
import { evaluateRequest } from './evaluate-request.ts'
import { type RuleId, ruleFacts, ruleIds } from './rules.ts'

const instants = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 8.64e15, -8.64e15, -1, 0.5),
  fc.integer({ min: 1, max: 120 }).map(day),
  fc.double(),
)
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    'alice',
    'bob',
    'carol',
    'bot',
    'deploy',
    'audit',
    'read',
    'e-1',
    'toString',
    '__proto__',
    '\ud800',
    '',
  ),
)

/** A line of which nothing is known but the types of its fields. */
const anyLine = fc.record(
  {
    source: anyText,
    number: anyText,
    item: anyText,
    kind: fc.oneof(fc.constantFrom('provision', 'change', 'deprovision', 'none'), anyText as fc.Arbitrary<'none'>),
    principal: anyText,
    entitlement: anyText,
    level: anyText,
    owner: anyText,
    requester: anyText,
    openedAt: instants,
    state: fc.constantFrom('open', 'closed-complete', 'closed-incomplete', 'cancelled'),
    expiresAt: instants,
    justification: anyText,
    exception: anyText,
    approvals: fc.constant([]),
  },
  {
    requiredKeys: ['source', 'number', 'item', 'kind', 'principal', 'entitlement', 'openedAt', 'state', 'approvals'],
  },
) satisfies fc.Arbitrary<RequestLine>

const anyException = fc.record({
  id: fc.constant('e-1'),
  owner: anyText,
  reason: anyText,
  from: instants,
  until: instants,
  covers: fc.record(
    { rule: fc.oneof(fc.constantFrom(...ruleIds), anyText), principal: anyText, ticket: anyText, system: anyText },
    { requiredKeys: [] },
  ),
  approvedBy: anyText,
})
const anyHeld = fc.oneof(
  fc.constant('unknown' as const),
  fc.record({
    alice: fc.array(fc.record({ entitlement: anyText, level: anyText, expiresAt: instants }), { maxLength: 3 }),
  }),
)
const bot = aPerson('bot', { kind: 'agent', sponsor: 'bob', peers: ['alice', 'nobody'] })

describe('any request whatever', () => {
  it('gets a verdict that hangs together, with words for all that is broken', () => {
    const surroundings = fc.record({
      governed: fc.boolean(),
      people: fc.constantFrom<readonly Person[] | 'none'>([bot], 'none'),
      held: anyHeld,
      open: fc.array(anyLine, { maxLength: 2 }),
      exception: anyException,
      entitlement: fc.record({
        levels: fc.constantFrom([], ['read', 'write']),
        roles: fc.constantFrom([], ['operator']),
        conflicts: fc.constantFrom([], ['audit']),
        maxDuration: fc.constantFrom(0, oneDay, 90 * oneDay, Number.MAX_VALUE),
      }),
      policy: fc.record({ zone: fc.constantFrom('UTC', 'Europe/Berlin'), justification: fc.constantFrom(0, 10, 1000) }),
    })
    fc.assert(
      fc.property(anyLine, surroundings, instants, (line, given, now) => {
        const verdict = evaluateRequest(line, surroundingsOf(given), now)
        expect(verdict.checks.map(({ rule }) => rule)).toEqual(ruleIds)
        expect(verdict.allowed).toBe(verdict.violations.length === 0)
        const broken = verdict.checks.filter(({ outcome }) => outcome === 'broken').map(({ rule }) => rule)
        expect(verdict.violations.map(({ code }) => code)).toEqual(broken)
        for (const { message, remedy } of verdict.violations)
          expect(`${message} ${remedy}`).toMatch(/^\S.*\. \S.*[.?]$/)
        for (const { violation } of verdict.excused) expect(ruleFacts(violation.code).excusable).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })
})

/** Worlds in which most requests break a few rules, so that both verdicts come up. */
const worlds = fc.record({
  request: fc.record({
    kind: fc.constantFrom('provision', 'provision', 'change', 'deprovision'),
    principal: fc.constantFrom('alice', 'alice', 'bot', 'svc'),
    level: fc.constantFrom('read', 'write'),
    owner: fc.constantFrom('bob', 'bob', 'bob', 'carol'),
    expiresAt: fc.constantFrom(day(20), day(40), day(40), day(60)),
    justification: fc.constantFrom('to release what is built', 'to release what is built', 'because'),
  }),
  entitlement: fc.record({
    levels: fc.constant(['read', 'write']),
    owners: fc.constantFrom(['bob'], ['bob', 'carol']),
    roles: fc.constantFrom([], ['operator']),
    maxDuration: fc.constantFrom(40 * oneDay, 90 * oneDay),
  }),
  people: fc.constant([
    aPerson('alice', { roles: [{ id: 'operator' }] }),
    aPerson('bot', { kind: 'agent', sponsor: 'bob', peers: ['carol'], roles: [{ id: 'operator' }] }),
    aPerson('svc', { kind: 'service', sponsor: 'carol', roles: [{ id: 'operator' }] }),
  ]),
  held: fc.record({
    alice: fc.constantFrom([], [{ entitlement: 'wiki' }], [{ entitlement: 'deploy', level: 'read' }]),
    carol: fc.constantFrom([], [{ entitlement: 'deploy', level: 'read' }], [{ entitlement: 'deploy', level: 'write' }]),
  }),
  others: fc.constant([anEntitlement('wiki'), anEntitlement('audit')]),
}) satisfies fc.Arbitrary<Asking>
type World = Omit<Asking, 'people' | 'held'> & {
  readonly people: readonly Person[]
  readonly held: Readonly<Record<string, readonly HeldAccess[]>>
}

const withPeople = (world: World, change: (person: Person) => Person): Asking => ({
  ...world,
  people: [...world.people, aPerson('bob'), aPerson('carol')].map(change),
})
const leaves = (world: World, who: string): Asking =>
  withPeople(world, (person) => (person.principal === who ? { ...person, active: false } : person))

/** Changes of a world that give a request one thing more to be refused for, and take none away. */
const worse: readonly (readonly [string, (world: World) => Asking])[] = [
  [
    'a conflict with everything held',
    (world) => ({ ...world, entitlement: { ...world.entitlement, conflicts: ['wiki'] } }),
  ],
  [
    'a conflict that the other side declares',
    (world) => ({ ...world, others: [anEntitlement('wiki', { conflicts: ['deploy'] })] }),
  ],
  [
    'an open request that must not meet it',
    (world) => ({
      ...world,
      entitlement: { ...world.entitlement, conflicts: ['audit'] },
      open: [anOpenRequest({ number: 'REQ9', entitlement: 'audit' })],
    }),
  ],
  [
    'an earlier request for the same',
    (world) => ({ ...world, open: [anOpenRequest({ number: 'REQ0', openedAt: day(1) })] }),
  ],
  ['no owners', (world) => ({ ...world, entitlement: { ...world.entitlement, owners: [] } })],
  ['a closed entitlement', (world) => ({ ...world, entitlement: { ...world.entitlement, requestable: false } })],
  ['a role that nobody has', (world) => ({ ...world, entitlement: { ...world.entitlement, roles: ['pilot'] } })],
  ['a shorter longest duration', (world) => ({ ...world, entitlement: { ...world.entitlement, maxDuration: oneDay } })],
  ['a stricter policy', (world) => ({ ...world, policy: { justification: 100, maxDuration: { human: oneDay } } })],
  ['an owner who left', (world) => leaves(world, 'bob')],
  ['a requester, peer and sponsor who left', (world) => leaves(world, 'carol')],
  ['a principal who left', (world) => leaves(world, 'alice')],
  ['no roles', (world) => withPeople(world, (person) => ({ ...person, roles: [] }))],
  ['no sponsors', (world) => withPeople(world, ({ sponsor: _, ...person }) => person)],
  ['no peers', (world) => withPeople(world, ({ peers: _, ...person }) => person)],
  ['peers who hold nothing', (world) => ({ ...world, held: { ...world.held, carol: [] } })],
  ['an exception that is not there', (world) => ({ ...world, request: { ...world.request, exception: 'e-9' } })],
]

const brokenIn = (asking: Asking): readonly RuleId[] =>
  evaluateRequest(anAskedRequest(asking.request), surroundingsOf(asking), day(10)).violations.map(({ code }) => code)

describe('a request that is refused', () => {
  it.each(worse)('stays refused with %s', (_what, change) => {
    let refused = 0
    let turned = 0
    fc.assert(
      fc.property(worlds, (world) => {
        const before = brokenIn(world)
        const after = brokenIn(change(world))
        if (before.length > 0) {
          refused += 1
          expect(after).not.toEqual([])
        } else if (after.length > 0) turned += 1
      }),
      { numRuns: 300 },
    )
    // Both verdicts came up, and the change is one that matters.
    expect(refused).toBeGreaterThan(10)
    expect(turned).toBeGreaterThan(0)
  })

  it('stays refused where nobody knows what is held, unless it was only held already', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const before = brokenIn(world).filter((code) => code !== 'duplicate-of-held')
        if (before.length > 0) expect(brokenIn({ ...world, held: 'unknown' })).not.toEqual([])
      }),
    )
  })
})

describe('a request that is allowed', () => {
  it('is allowed whatever somebody else holds or asks for', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const held = { ...world.held, dora: [{ entitlement: 'audit' }] }
        expect(brokenIn({ ...world, held })).toEqual(brokenIn(world))
      }),
    )
  })
})
