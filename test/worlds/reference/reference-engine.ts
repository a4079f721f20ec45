import {
  acceptanceName,
  acceptanceOwner,
  peopleSource,
  recertificationSource,
  requestSource,
  type World,
} from '../world.ts'
import type { Because, Branch } from './branches.ts'
import { mayOpen, type ReferenceClaim, tupleOf } from './claims.ts'
import { type Situation, situationOf } from './existence.ts'
import { independentClaims } from './independent.ts'
import { type Circumstances, type Cover, nextState, type ReferenceFinding, speaksOf, toCover } from './lifecycle.ts'
import { entitlementsOf, factsOf, type NightFacts, principalsOf } from './night-facts.ts'
import { overdueClaims } from './overdue.ts'
import { qualityClaims } from './quality.ts'

/** What one night must leave behind. */
export interface ReferenceNight {
  /** Every finding there ever was, sorted by tuple. */
  readonly findings: readonly ReferenceFinding[]
  /** The branches of the situation table that were reached, one for each cell. */
  readonly branches: readonly Branch[]
  /** What happened to findings tonight, and what people accepted after it. */
  readonly changes: readonly Because[]
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
    const { claims, situations } = claimsOf(facts)
    const allowed = [...claims, ...incompleteSources(world, night)].filter((claim) => mayOpen(claim, facts.proof))
    const expired = expiredExceptions(settle(findings, allowed, circumstances), allowed, circumstances)
    const before = findings
    findings = settle(before, [...allowed, ...expired], circumstances)
    const after = acceptAfter(world, night, findings, accepted)
    nights.push({
      findings: [...findings.values()],
      branches: branchesOf(situations, findings),
      changes: [...changesOf(before, findings), ...changesOf(findings, after)],
    })
    findings = after
  }
  return nights
}

function coversOf(world: World, night: number, accepted: readonly Cover[]): readonly Cover[] {
  return [...(world.nights[night]?.exceptions ?? []).map(toCover), ...accepted]
}

function claimsOf(facts: NightFacts): {
  readonly claims: readonly ReferenceClaim[]
  readonly situations: readonly Situation[]
} {
  const cells = principalsOf(facts).flatMap((principal) =>
    entitlementsOf(facts).map((entitlement) => ({ principal, entitlement })),
  )
  const situations = cells.flatMap(({ principal, entitlement }) => situationOf(facts, principal, entitlement) ?? [])
  const quality = cells.flatMap(({ principal, entitlement }) => qualityClaims(facts, principal, entitlement))
  const overdue = cells.flatMap(({ principal, entitlement }) => overdueClaims(facts, principal, entitlement))
  return {
    claims: [...situations.flatMap(({ claims }) => claims), ...quality, ...overdue, ...independentClaims(facts)],
    situations,
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
    .filter(({ until }) => circumstances.at >= until)
    .filter((cover) =>
      uncovered.some((claim) => speaksOf(cover, claim) || after.get(tupleOf(claim))?.lapsed === cover.id),
    )
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
  if (!facts.proof.recertifications) names.push(recertificationSource)
  return names.map((counterpart) => ({ kind: 'source-incomplete', counterpart, facts: {} }))
}

function branchesOf(situations: readonly Situation[], after: Findings): readonly Branch[] {
  return situations.map(({ branch, claims }) => {
    const isAccepted = claims.length > 0 && claims.every((claim) => after.get(tupleOf(claim))?.state === 'accepted')
    return branch === 'nothing × present' && isAccepted ? 'nothing × present: accepted' : branch
  })
}

function changesOf(before: Findings, after: Findings): readonly Because[] {
  return [...after.values()]
    .filter((it) => before.get(it.tuple)?.state !== it.state || before.get(it.tuple)?.acceptance !== it.acceptance)
    .map(({ because }) => because)
}

function isOpen({ state }: ReferenceFinding): boolean {
  return state === 'open' || state === 'reopened'
}

/** What the people of this world accept after a night: each a finding that is open then, or all of them at once. */
function acceptAfter(world: World, night: number, findings: Findings, accepted: Cover[]): Findings {
  const after = new Map(findings)
  const from = Date.parse(world.nights[night]?.at ?? '')
  for (const [place, { index, until }] of (world.nights[night]?.accept ?? []).entries()) {
    const id = acceptanceName(night, place)
    const terms = { id, owner: acceptanceOwner, from, until: Date.parse(until), covers: {} }
    const open = [...after.values()].filter(isOpen)
    const chosen = index === undefined ? undefined : open[index % open.length]
    if (index === undefined) accepted.push({ ...terms, isBaseline: true })
    else if (chosen) accepted.push({ ...terms, finding: chosen.tuple })
    for (const finding of index === undefined ? open : chosen ? [chosen] : []) {
      const because = index === undefined ? 'accepted as the baseline' : 'accepted by a person'
      after.set(finding.tuple, acceptedAs(finding, id, because))
    }
  }
  return after
}

function acceptedAs(finding: ReferenceFinding, cover: string, because: Because): ReferenceFinding {
  const { tuple, claim, outgrown } = finding
  return { tuple, claim, outgrown, state: 'accepted', acceptance: { cover, facts: claim.facts }, because }
}
