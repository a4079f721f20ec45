import {
  type EvidenceVerdict,
  evaluateEvidence,
  evidenceRuleFor,
  type RefusedApproval,
} from '../evidence/evaluate-evidence.ts'
import { givesAccess, type RequestLine } from '../model/request.ts'
import type { Instant } from '../time/instant.ts'
import { asOf } from './as-of.ts'
import type { Night } from './night.ts'
import type { JudgedLine, StoredVerdict } from './subject.ts'

/** The lines as they are kept, and as they stand tonight. */
export interface Judgement {
  /** The very array that was given when no line needed a new verdict. */
  readonly lines: readonly JudgedLine[]
  /** What is there at the night's instant, as it stood then. */
  readonly standing: readonly JudgedLine[]
}

/** Gives each closed line that grants something the verdict on its evidence, unless it has one that still holds. */
export function judgeLines(given: readonly JudgedLine[], night: Night): Judgement {
  const standing: JudgedLine[] = []
  let changed = false
  const lines = given.map((kept) => {
    const line = asOf(kept.line, night.at)
    if (line === undefined) return kept
    const verdict = verdictOn(line, kept.verdict, night)
    standing.push(verdict === undefined ? { line } : { line, verdict })
    if (verdict === kept.verdict || verdict === undefined) return kept
    changed = true
    return { line: kept.line, verdict }
  })
  return { lines: changed ? lines : given, standing }
}

function verdictOn(line: RequestLine, kept: StoredVerdict | undefined, night: Night): StoredVerdict | undefined {
  if (line.state !== 'closed-complete' || line.closedAt === undefined) return undefined
  if (!givesAccess(line)) return undefined
  if (kept !== undefined && !hasNewsSince(line, kept.judgedAt) && !lostItsKey(line, kept, night)) return kept
  const entitlement = night.entitlements.find(line.entitlement)
  if (entitlement === undefined) return undefined
  const rule = evidenceRuleFor(entitlement, night.entitlements)
  return toStored(evaluateEvidence(line, line.approvals, rule, night.directory, line.closedAt, night.seals), night)
}

/** A line shown as of an earlier night can gain decisions without any change to its text. */
function hasNewsSince(line: RequestLine, judgedAt: Instant): boolean {
  for (const approval of line.approvals) if (approval.decidedAt > judgedAt) return true
  for (const change of line.changes ?? []) if (change.at > judgedAt) return true
  return false
}

/** What a revoked key sealed proves nothing any more, however long ago it was judged. */
function lostItsKey({ approvals }: RequestLine, { sufficient }: StoredVerdict, { seals }: Night): boolean {
  if (!sufficient || seals === undefined) return false
  return approvals.some(({ how, seal }) => {
    const reading = how === 'sealed' && seal !== undefined ? seals.reading(seal) : undefined
    return reading?.ok === false && reading.defect === 'seal-key-revoked'
  })
}

function toStored(verdict: EvidenceVerdict, night: Night): StoredVerdict {
  const refused: RefusedApproval[] = []
  for (const { approver, faults } of verdict.approvals) if (faults.length > 0) refused.push({ approver, faults })
  return {
    policy: night.policyDigest,
    judgedAt: night.at,
    sufficient: verdict.sufficient,
    onlyLate: verdict.onlyLate,
    ...(verdict.provenAt !== undefined && { provenAt: verdict.provenAt }),
    assurance: verdict.assurance,
    approvedBy: verdict.approvedBy,
    refused,
  }
}
