import type { RefusedApproval } from '../evidence/evaluate-evidence.ts'
import type { Claim } from '../finding/finding.ts'
import type { Grant, SnapshotPlace } from '../model/grant.ts'
import type { RequestLine } from '../model/request.ts'
import type { Binding } from '../people/directory.ts'
import type { Instant } from '../time/instant.ts'
import { accountClaims } from './account-claims.ts'
import { type Cell, cellsOf } from './cell.ts'
import { conflictClaims } from './conflict-claims.ts'
import { existenceClaims } from './existence-claims.ts'
import { gateClaims } from './gate-claims.ts'
import { independentClaims } from './independent-claims.ts'
import { judgeLines } from './judge-lines.ts'
import { type JudgedRecertification, judgeRecertifications } from './judge-recertifications.ts'
import type { Night } from './night.ts'
import { observe, type Sighting, seenLevels } from './observe.ts'
import { mayOpen } from './proof.ts'
import { qualityClaims } from './quality-claims.ts'
import { recertificationClaims } from './recertification-claims.ts'

/** One line of tonight's snapshot, with where it stands. */
export interface SeenGrant extends Grant {
  readonly place: SnapshotPlace
}

/** One account on one system: what tonight's snapshot says, and what is remembered of it. */
export interface AccountNight {
  readonly system: string
  readonly account: string
  readonly binding: Binding
  readonly grants: readonly SeenGrant[]
  readonly sightings: readonly Sighting[]
}

/** The verdict on a closed line's evidence, as it is kept: judged once, and again only when the ticket changes. */
export interface StoredVerdict {
  /** Digest of the policy it was judged under. */
  readonly policy: string
  /** The night that judged it. */
  readonly judgedAt: Instant
  readonly sufficient: boolean
  readonly onlyLate: boolean
  readonly provenAt?: Instant
  readonly assurance: 'proven' | 'unproven'
  /** Those whose approvals counted, the earliest first. */
  readonly approvedBy: readonly string[]
  /** Each approval that did not count, with why. */
  readonly refused: readonly RefusedApproval[]
}

/** A request line with the verdict on its evidence, once there is one. */
export interface JudgedLine {
  readonly line: RequestLine
  readonly verdict?: StoredVerdict
}

/** Whose access it is: a principal, an account that is nobody's or several people's, or a name that is no principal's. */
export type Subject =
  | { readonly type: 'principal'; readonly principal: string }
  | { readonly type: 'account'; readonly system: string; readonly account: string }
  | { readonly type: 'unresolved'; readonly name: string }

/** Everything known about one subject in one night. */
export interface SubjectNight {
  readonly subject: Subject
  readonly lines: readonly JudgedLine[]
  readonly accounts: readonly AccountNight[]
  /** Absent where nothing was ever decided about access of this subject. */
  readonly recertifications?: readonly JudgedRecertification[]
}

/** What a night concludes about one subject. */
export interface Conclusion {
  readonly claims: readonly Claim[]
  /** The lines with their verdicts: the very array that was given when no line needed one. */
  readonly lines: readonly JudgedLine[]
  /** The recertifications as judged: the very array that was given when none had to be. */
  readonly recertifications: readonly JudgedRecertification[]
  /** What to remember of each account, in the order of the accounts. */
  readonly sightings: readonly (readonly Sighting[])[]
  readonly cells: readonly Cell[]
}

/** Reconciles one subject: what the closed tickets promise it against what the systems show. */
export function reconcileSubject(given: SubjectNight, night: Night): Conclusion {
  const accounts = given.accounts.map((account) => withSightings(account, night))
  const sightings = accounts.map((account) => account.sightings)
  if (given.subject.type !== 'principal') {
    const claims = given.subject.type === 'account' ? accounts.flatMap((account) => accountClaims(account, night)) : []
    return {
      claims: claims.filter((claim) => mayOpen(claim, night)),
      lines: given.lines,
      recertifications: given.recertifications ?? none,
      sightings,
      cells: [],
    }
  }
  const { lines, standing } = judgeLines(given.lines, night)
  const reviewed = judgeRecertifications(given.recertifications ?? none, night)
  const cells = cellsOf(given.subject.principal, standing, accounts, night, reviewed.standing)
  const claims = [
    ...cells.flatMap((cell) => existenceClaims(cell, night)),
    ...cells.flatMap((cell) => qualityClaims(cell, night)),
    ...conflictClaims(cells, night),
    ...gateClaims(given.subject.principal, standing, night),
    ...cells.flatMap((cell) => recertificationClaims(cell, night)),
    ...independentClaims(given.subject.principal, cells, accounts, night),
  ]
  const { recertifications } = reviewed
  return { claims: claims.filter((claim) => mayOpen(claim, night)), lines, recertifications, sightings, cells }
}

const none: readonly JudgedRecertification[] = []

function withSightings(account: AccountNight, night: Night): AccountNight {
  const scope = night.scopes.get(account.system)
  if (scope === undefined) return account
  return { ...account, sightings: observe(account.sightings, seenLevels(account.grants), scope, night.entitlements) }
}
