import type { PolicyException } from '../model/exception.ts'
import type { Instant } from '../time/instant.ts'
import { formatInstant } from '../time/instant.ts'
import type { Acceptance, Claim, Finding, MaterialFacts } from './finding.ts'

/** What a night did to a finding. `refreshed` brings its facts up to date and is no change a person must look at. */
export type FindingChange = 'opened' | 'resolved' | 'reopened' | 'accepted' | 'refreshed'

/** A finding after a night, and what changed. */
export interface Step {
  readonly change: FindingChange
  readonly finding: Finding
}

/** The exceptions a night may rely on. */
export interface Exceptions {
  /** The exception that covers a claim at `at`, leaving out those whose bounds it has outgrown. */
  covering(id: string, claim: Claim, outgrown: readonly string[]): PolicyException | undefined
  find(exception: string): PolicyException | undefined
}

/** A claim that holds tonight: what becomes of its finding. Gives `undefined` when nothing changes. */
export function claimAgain(
  id: string,
  claimed: Claim,
  prior: Finding | undefined,
  exceptions: Exceptions,
  at: Instant,
): Step | undefined {
  const claim = continued(claimed, prior, at)
  if (prior?.state === 'accepted') return stayAccepted(claim, prior, exceptions, at)
  const cover = exceptions.covering(id, claim, prior?.outgrown ?? [])
  if (cover) return accept(id, claim, prior, { exception: cover.id, facts: claim.facts }, at)
  if (prior === undefined) {
    return { change: 'opened', finding: { ...claim, id, state: 'open', firstSeen: at, changedAt: at } }
  }
  if (prior.state === 'resolved') return reopen(claim, prior, 'it is back after it was resolved', at)
  return refresh(claim, prior)
}

/** A claim that cannot date itself says that it is true since tonight; what went on all the time keeps its beginning. */
function continued(claim: Claim, prior: Finding | undefined, at: Instant): Claim {
  if (prior === undefined || prior.state === 'resolved' || claim.since < at) return claim
  return { ...claim, since: prior.since }
}

/** A finding that is claimed no more and may be resolved: what becomes of it. */
export function claimNoMore(prior: Finding, at: Instant): Step | undefined {
  if (prior.state === 'resolved') return undefined
  const { acceptance: _accepted, lapsed: _lapsed, reopenedBecause: _because, ...finding } = prior
  return { change: 'resolved', finding: { ...finding, state: 'resolved', changedAt: at } }
}

/** The finding as accepted under an exception. */
export function accept(
  id: string,
  claim: Claim,
  prior: Finding | undefined,
  acceptance: Acceptance,
  at: Instant,
): Step {
  const finding: Finding = {
    ...claim,
    id,
    state: 'accepted',
    firstSeen: prior?.firstSeen ?? at,
    changedAt: at,
    acceptance,
    ...(prior?.outgrown && { outgrown: prior.outgrown }),
  }
  return { change: 'accepted', finding }
}

function stayAccepted(claim: Claim, prior: Finding, exceptions: Exceptions, at: Instant): Step | undefined {
  const { acceptance } = prior
  if (acceptance === undefined) return reopen(claim, prior, 'nothing records why it was accepted', at)
  const exception = exceptions.find(acceptance.exception)
  const over = whyOver(acceptance.exception, exception, at)
  if (over !== undefined) {
    const isPast = exception !== undefined && at >= exception.until
    return goOver(claim, isPast ? { ...prior, lapsed: exception.id } : prior, exceptions, over, at)
  }
  const wider = widened(acceptance.facts, claim.facts)
  if (wider === undefined) return refresh(claim, prior)
  const outgrown = [...(prior.outgrown ?? []), acceptance.exception]
  return goOver(claim, { ...prior, outgrown }, exceptions, `${wider} since it was accepted`, at)
}

/** Says in words why an exception accepts nothing at an instant; `undefined` while it is in force. */
function whyOver(id: string, exception: PolicyException | undefined, at: Instant): string | undefined {
  if (exception === undefined) return `exception ${id} is no longer there`
  if (at < exception.from) return `exception ${id} is not yet in force`
  return at >= exception.until ? `exception ${id} ended on ${formatInstant(exception.until)}` : undefined
}

/** Goes over to another exception that covers the claim; where there is none, the finding is open again. */
function goOver(claim: Claim, prior: Finding, exceptions: Exceptions, because: string, at: Instant): Step {
  const cover = exceptions.covering(prior.id, claim, prior.outgrown ?? [])
  if (cover === undefined) return reopen(claim, prior, because, at)
  return accept(prior.id, claim, prior, { exception: cover.id, facts: claim.facts }, at)
}

function reopen(claim: Claim, prior: Finding, because: string, at: Instant): Step {
  const finding: Finding = {
    ...claim,
    id: prior.id,
    state: 'reopened',
    firstSeen: prior.firstSeen,
    changedAt: at,
    ...(prior.outgrown && { outgrown: prior.outgrown }),
    ...(prior.lapsed !== undefined && { lapsed: prior.lapsed }),
    reopenedBecause: because,
  }
  return { change: 'reopened', finding }
}

/** Keeps state and history, and takes over what the claim says where it says something else than before. */
function refresh(claim: Claim, prior: Finding): Step | undefined {
  if (saysTheSame(claim, prior)) return undefined
  const { id, state, firstSeen, changedAt, acceptance, outgrown, reopenedBecause, lapsed } = prior
  const finding: Finding = {
    ...claim,
    id,
    state,
    firstSeen,
    changedAt,
    ...(acceptance && { acceptance }),
    ...(outgrown && { outgrown }),
    ...(reopenedBecause !== undefined && { reopenedBecause }),
    ...(lapsed !== undefined && { lapsed }),
  }
  return { change: 'refreshed', finding }
}

/** Compares what people read and what an acceptance is bound to. Evidence moves every night, so it is left out. */
function saysTheSame(claim: Claim, prior: Finding): boolean {
  return (
    claim.message === prior.message &&
    claim.action === prior.action &&
    claim.severity === prior.severity &&
    claim.principal === prior.principal &&
    claim.since === prior.since &&
    sameFacts(claim.facts, prior.facts)
  )
}

function sameFacts(a: MaterialFacts, b: MaterialFacts): boolean {
  if (a.level !== b.level || a.rank !== b.rank || a.expiresAt !== b.expiresAt) return false
  if (pathChanged(a.path ?? [], b.path ?? [])) return false
  return a.other === b.other || sameFacts(a.other ?? {}, b.other ?? {})
}

/** Says in words what widened from the accepted facts to the present ones; `undefined` when nothing did. */
export function widened(accepted: MaterialFacts, now: MaterialFacts): string | undefined {
  if (levelRose(accepted, now)) return `the level went from ${accepted.level ?? 'none'} to ${now.level ?? 'none'}`
  if (pathChanged(accepted.path ?? [], now.path ?? [])) return 'the path by which it is held changed'
  if (accepted.expiresAt !== undefined && (now.expiresAt === undefined || now.expiresAt > accepted.expiresAt)) {
    return `the end moved beyond ${formatInstant(accepted.expiresAt)}`
  }
  return accepted.other && now.other ? widened(accepted.other, now.other) : undefined
}

/** Where the catalogue does not order both levels, any other level is taken to be wider. */
function levelRose(accepted: MaterialFacts, now: MaterialFacts): boolean {
  if (accepted.level === now.level) return false
  if (accepted.rank === undefined || now.rank === undefined) return now.level !== undefined
  return now.rank > accepted.rank
}

function pathChanged(accepted: readonly string[], now: readonly string[]): boolean {
  return accepted.length !== now.length || accepted.some((step, index) => step !== now[index])
}
