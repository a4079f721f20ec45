import { acceptanceName, acceptanceOwner, peopleSource, requestSource, type World } from '../world.ts'
import { mayOpen, type ReferenceClaim, tupleOf } from './claims.ts'
import { situationOf } from './existence.ts'
import { independentClaims } from './independent.ts'
import { type Circumstances, type Cover, nextState, type ReferenceFinding, speaksOf, toCover } from './lifecycle.ts'
import { entitlementsOf, factsOf, type NightFacts, principalsOf } from './night-facts.ts'
import { qualityClaims } from './quality.ts'

/** What one night must leave behind. */
export interface ReferenceNight {
  /** Every finding there ever was, sorted by tuple. */
  readonly findings: readonly ReferenceFinding[]
  /** The branches of the situation table that were reached, one for each cell. */
  readonly branches: readonly string[]
  /** What happened to findings tonight. */
  readonly changes: readonly string[]
}

/**
 * The slow, obvious engine: works every night out anew from everything that was read until then, by looking through
 * all of it. It shares nothing with the real engine but types.
 */
export function referenceNights(world: World): readonly ReferenceNight[] {
  const nights: ReferenceNight[] = []
  let findings: ReadonlyMap<string, ReferenceFinding> = new Map()
  const accepted: Cover[] = []
  for (const night of world.nights.keys()) {
    const facts = factsOf(world, night)
    const circumstances = { at: facts.at, covers: coversOf(world, night, accepted), proof: facts.proof }
    const { claims, branches } = claimsOf(facts)
    const allowed = [...claims, ...incompleteSources(world, night)].filter((claim) => mayOpen(claim, facts.proof))
    const expired = expiredExceptions(settle(findings, allowed, circumstances), allowed, circumstances)
    const before = findings
    findings = settle(before, [...allowed, ...expired], circumstances)
    nights.push(toNight(before, findings, branches))
    findings = acceptAfter(world, night, findings, accepted)
  }
  return nights
}

function coversOf(world: World, night: number, accepted: readonly Cover[]): readonly Cover[] {
  return [...(world.nights[night]?.exceptions ?? []).map(toCover), ...accepted]
}

function claimsOf(facts: NightFacts): {
  readonly claims: readonly ReferenceClaim[]
  readonly branches: readonly string[]
} {
  const cells = principalsOf(facts).flatMap((principal) =>
    entitlementsOf(facts).map((entitlement) => ({ principal, entitlement })),
  )
  const situations = cells.flatMap(({ principal, entitlement }) => situationOf(facts, principal, entitlement) ?? [])
  const quality = cells.flatMap(({ principal, entitlement }) => qualityClaims(facts, principal, entitlement))
  return {
    claims: [...situations.flatMap(({ claims }) => claims), ...quality, ...independentClaims(facts)],
    branches: situations.map(({ branch }) => branch),
  }
}

type Findings = ReadonlyMap<string, ReferenceFinding>

function settle(before: Findings, claims: readonly ReferenceClaim[], circumstances: Circumstances): Findings {
  const tuples = new Set([...before.keys(), ...claims.map(tupleOf)])
  const after = new Map<string, ReferenceFinding>()
  for (const tuple of [...tuples].sort()) {
    const claim = claims.find((it) => tupleOf(it) === tuple)
    const finding = nextState(before.get(tuple), claim, circumstances)
    if (finding) after.set(tuple, finding)
  }
  return after
}

/** An exception that has ended, while something it speaks of is still there and is not accepted otherwise. */
function expiredExceptions(
  after: Findings,
  claims: readonly ReferenceClaim[],
  circumstances: Circumstances,
): readonly ReferenceClaim[] {
  const uncovered = claims.filter((claim) => after.get(tupleOf(claim))?.state !== 'accepted')
  return circumstances.covers
    .filter((cover) => circumstances.at >= cover.until && uncovered.some((claim) => speaksOf(cover, claim)))
    .map(
      ({ id, owner }): ReferenceClaim => ({ kind: 'exception-expired', principal: owner, counterpart: id, facts: {} }),
    )
    .filter((claim) => mayOpen(claim, circumstances.proof))
}

function incompleteSources(world: World, night: number): readonly ReferenceClaim[] {
  const facts = factsOf(world, night)
  const names = world.systems.filter((system) => !facts.proof.scopes.has(system))
  if (!facts.proof.tickets) names.push(requestSource)
  if (!facts.proof.people) names.push(peopleSource)
  return names.map((counterpart) => ({ kind: 'source-incomplete', counterpart, facts: {} }))
}

function toNight(before: Findings, after: Findings, branches: readonly string[]): ReferenceNight {
  const findings = [...after.values()]
  const changes = findings.filter(
    (it) => before.get(it.tuple)?.state !== it.state || before.get(it.tuple)?.acceptance !== it.acceptance,
  )
  return { findings, branches, changes: changes.map(({ because }) => because) }
}

function isOpen({ state }: ReferenceFinding): boolean {
  return state === 'open' || state === 'reopened'
}

/** What the people of this world accept after a night: each a finding that is open then, as it was last claimed. */
function acceptAfter(world: World, night: number, findings: Findings, accepted: Cover[]): Findings {
  const after = new Map(findings)
  const from = Date.parse(world.nights[night]?.at ?? '')
  for (const [place, { index, until }] of (world.nights[night]?.accept ?? []).entries()) {
    const open = [...after.values()].filter(isOpen)
    const finding = open[index % open.length]
    if (finding === undefined) continue
    const id = acceptanceName(night, place)
    accepted.push({ id, owner: acceptanceOwner, from, until: Date.parse(until), covers: {}, finding: finding.tuple })
    after.set(finding.tuple, {
      ...finding,
      state: 'accepted',
      acceptance: { cover: id, facts: finding.claim.facts },
      because: 'accepted by a person',
    })
  }
  return after
}
