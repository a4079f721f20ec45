import type { FindingState, MaterialFacts } from '@ticketbound/core'
import type { ExceptionRow } from '../world.ts'
import { mayResolve, type Proof, type ReferenceClaim, tupleOf } from './claims.ts'
import { end } from './read-rows.ts'

/** An exception of either sort: one from a file, or one that accepted a single finding. */
export interface Cover {
  readonly id: string
  readonly owner: string
  readonly from: number
  readonly until: number
  readonly covers: ExceptionRow['covers']
  /** The tuple of the finding that it accepted. */
  readonly finding?: string
}

/** A finding after some night. */
export interface ReferenceFinding {
  readonly tuple: string
  /** What was last claimed. */
  readonly claim: ReferenceClaim
  readonly state: FindingState
  /** Only while accepted. */
  readonly acceptance?: { readonly cover: string; readonly facts: MaterialFacts }
  /** Covers whose bounds it has outgrown. */
  readonly outgrown: readonly string[]
  /** Why it is in this state. */
  readonly because: string
}

/** What one night gives the lifecycle to go by. */
export interface Circumstances {
  readonly at: number
  readonly covers: readonly Cover[]
  readonly proof: Proof
}

/** The exceptions of a file as covers. */
export function toCover({ id, owner, from, until, covers }: ExceptionRow): Cover {
  return { id, owner, from: Date.parse(from), until: end(until), covers }
}

/** Says whether an exception speaks of a claim, in force or not. */
export function speaksOf({ covers, finding }: Cover, claim: ReferenceClaim): boolean {
  if (finding !== undefined) return finding === tupleOf(claim)
  const fields = ['kind', 'principal', 'account', 'entitlement', 'system'] as const
  return fields.every((field) => covers[field] === undefined || covers[field] === claim[field])
}

/** What becomes of a finding in a night: claimed again, or not. */
export function nextState(
  prior: ReferenceFinding | undefined,
  claim: ReferenceClaim | undefined,
  night: Circumstances,
): ReferenceFinding | undefined {
  if (claim !== undefined) return whenClaimed(prior, claim, night)
  if (prior === undefined || prior.state === 'resolved' || !mayResolve(prior.claim, night.proof)) return prior
  const { acceptance: _ended, ...rest } = prior
  return { ...rest, state: 'resolved', because: 'resolved' }
}

function whenClaimed(
  prior: ReferenceFinding | undefined,
  claim: ReferenceClaim,
  night: Circumstances,
): ReferenceFinding {
  if (prior?.acceptance) return whenAccepted(prior, prior.acceptance, claim, night)
  const outgrown = prior?.outgrown ?? []
  const base = { tuple: tupleOf(claim), claim, outgrown }
  const cover = coverOf(claim, outgrown, night)
  if (cover)
    return {
      ...base,
      state: 'accepted',
      acceptance: { cover: cover.id, facts: claim.facts },
      because: 'accepted under an exception',
    }
  if (prior === undefined) return { ...base, state: 'open', because: 'opened' }
  if (prior.state === 'resolved') return { ...base, state: 'reopened', because: 'reopened after it was resolved' }
  return { ...base, state: prior.state, because: 'stays' }
}

type Acceptance = NonNullable<ReferenceFinding['acceptance']>

function whenAccepted(
  prior: ReferenceFinding,
  acceptance: Acceptance,
  claim: ReferenceClaim,
  night: Circumstances,
): ReferenceFinding {
  const { tuple } = prior
  const exception = night.covers.find(({ id }) => id === acceptance.cover)
  const reopened = { tuple, claim, outgrown: prior.outgrown, state: 'reopened' } as const
  if (exception === undefined) return { ...reopened, because: 'reopened: exception gone' }
  if (night.at < exception.from) return { ...reopened, because: 'reopened: exception not yet in force' }
  if (night.at >= exception.until) return { ...reopened, because: 'reopened: exception ended' }
  const wider = whatWidened(acceptance.facts, claim.facts)
  if (wider === undefined) return { ...prior, claim, because: 'stays' }
  const outgrown = [...prior.outgrown, exception.id]
  const cover = coverOf(claim, outgrown, night)
  if (cover === undefined) return { ...reopened, outgrown, because: `reopened: wider ${wider}` }
  return {
    tuple,
    claim,
    outgrown,
    state: 'accepted',
    acceptance: { cover: cover.id, facts: claim.facts },
    because: 'accepted under another exception',
  }
}

/** The exception that covers a claim tonight: one for this very finding before one by its fields. */
function coverOf(claim: ReferenceClaim, outgrown: readonly string[], { at, covers }: Circumstances): Cover | undefined {
  const inForce = covers.filter(
    (cover) => speaksOf(cover, claim) && cover.from <= at && at < cover.until && !outgrown.includes(cover.id),
  )
  return inForce.find(({ finding }) => finding !== undefined) ?? inForce[0]
}

/** Which of the facts that an acceptance is bound to has widened. Levels the catalogue does not order are all wider. */
export function whatWidened(accepted: MaterialFacts, now: MaterialFacts): 'level' | 'path' | 'end' | undefined {
  const bothRanked = accepted.rank !== undefined && now.rank !== undefined
  const isHigher = bothRanked
    ? (now.rank ?? 0) > (accepted.rank ?? 0)
    : now.level !== undefined && now.level !== accepted.level
  if (isHigher) return 'level'
  if (JSON.stringify(accepted.path ?? []) !== JSON.stringify(now.path ?? [])) return 'path'
  if (accepted.expiresAt === undefined) return undefined
  return now.expiresAt === undefined || now.expiresAt > accepted.expiresAt ? 'end' : undefined
}
