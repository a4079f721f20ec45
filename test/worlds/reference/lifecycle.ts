import type { FindingState, MaterialFacts } from '@ticketbound/core'
import type { ExceptionRow } from '../world.ts'
import type { Because } from './branches.ts'
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
  /** It accepted what was open on one day, and speaks of nothing that comes later. */
  readonly isBaseline?: true
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
  /** The cover it was accepted under until that ended. */
  readonly lapsed?: string
  /** Why it is in this state. */
  readonly because: Because
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
export function speaksOf({ covers, finding, isBaseline }: Cover, claim: ReferenceClaim): boolean {
  if (isBaseline) return false
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
  const { acceptance: _ended, lapsed: _lapsed, ...rest } = prior
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
  return { ...base, ...lapseOf(prior), state: prior.state, because: 'stays' }
}

type Acceptance = NonNullable<ReferenceFinding['acceptance']>

function whenAccepted(
  prior: ReferenceFinding,
  acceptance: Acceptance,
  claim: ReferenceClaim,
  night: Circumstances,
): ReferenceFinding {
  const { tuple } = prior
  const wider = whatWidened(acceptance.facts, claim.facts)
  const exception = night.covers.find(({ id }) => id === acceptance.cover)
  const over = whyOver(exception, night.at) ?? (wider && (`reopened: wider ${wider}` as const))
  if (over === undefined) return { ...prior, claim, because: 'stays' }
  const outgrown = over.startsWith('reopened: wider') ? [...prior.outgrown, acceptance.cover] : prior.outgrown
  const cover = coverOf(claim, outgrown, night)
  const lapsed = over === 'reopened: exception ended' ? { lapsed: acceptance.cover } : {}
  if (cover === undefined) return { tuple, claim, outgrown, state: 'reopened', ...lapsed, because: over }
  return {
    tuple,
    claim,
    outgrown,
    state: 'accepted',
    acceptance: { cover: cover.id, facts: claim.facts },
    because: 'accepted under another exception',
  }
}

function whyOver(exception: Cover | undefined, at: number): Because | undefined {
  if (exception === undefined) return 'reopened: exception gone'
  if (at < exception.from) return 'reopened: exception not yet in force'
  return at >= exception.until ? 'reopened: exception ended' : undefined
}

function lapseOf({ lapsed }: ReferenceFinding): Pick<ReferenceFinding, 'lapsed'> {
  return lapsed === undefined ? {} : { lapsed }
}

/** The exception that covers a claim tonight: one for this very finding first, then the last to end. */
function coverOf(claim: ReferenceClaim, outgrown: readonly string[], { at, covers }: Circumstances): Cover | undefined {
  const inForce = covers.filter(
    (cover) => speaksOf(cover, claim) && cover.from <= at && at < cover.until && !outgrown.includes(cover.id),
  )
  const [first] = inForce.sort(
    (a, b) =>
      Number(a.finding === undefined) - Number(b.finding === undefined) || b.until - a.until || (a.id < b.id ? -1 : 1),
  )
  return first
}

/** Which of the facts that an acceptance is bound to has widened. Levels the catalogue does not order are all wider. */
export function whatWidened(accepted: MaterialFacts, now: MaterialFacts): 'level' | 'path' | 'end' | undefined {
  const bothRanked = accepted.rank !== undefined && now.rank !== undefined
  const isHigher = bothRanked
    ? (now.rank ?? 0) > (accepted.rank ?? 0)
    : now.level !== undefined && now.level !== accepted.level
  if (isHigher) return 'level'
  if (JSON.stringify(accepted.path ?? []) !== JSON.stringify(now.path ?? [])) return 'path'
  const isLonger =
    accepted.expiresAt !== undefined && (now.expiresAt === undefined || now.expiresAt > accepted.expiresAt)
  if (isLonger) return 'end'
  return accepted.other && now.other ? whatWidened(accepted.other, now.other) : undefined
}
