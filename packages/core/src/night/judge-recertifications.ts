import type { ApproverFault } from '../evidence/approval-faults.ts'
import { deciderFaults } from '../evidence/judge-decider.ts'
import type { Recertification } from '../model/recertification.ts'
import type { Night } from './night.ts'

/** A recertification with everything that keeps it from counting, once that was judged. */
export interface JudgedRecertification {
  readonly recertification: Recertification
  /** Empty for one that counts; absent until a night has judged it. */
  readonly faults?: readonly ApproverFault[]
}

/** The recertifications as they are kept, and those that stand tonight. */
export interface RecertificationJudgement {
  /** The very array that was given when none had to be judged. */
  readonly recertifications: readonly JudgedRecertification[]
  /** What was decided by the night's instant, each one judged. */
  readonly standing: readonly JudgedRecertification[]
}

/** Says whether a recertification counts: it was judged, and nothing was found to keep it from counting. */
export function counts({ faults }: JudgedRecertification): boolean {
  return faults?.length === 0
}

/** The revocations that count: they take access away as a removal ticket does. */
export function revocationsAmong(judged: readonly JudgedRecertification[]): readonly Recertification[] {
  return judged.flatMap((each) =>
    each.recertification.decision === 'revoke' && counts(each) ? [each.recertification] : [],
  )
}

/**
 * Judges each recertification once, by the catalogue and the people of the first night that has read all of them: what
 * was decided soundly stays decided when its decider leaves. A verdict by people of whom some may be missing holds for
 * tonight only.
 */
export function judgeRecertifications(given: readonly JudgedRecertification[], night: Night): RecertificationJudgement {
  if (given.length === 0) return { recertifications: given, standing: given }
  const standing: JudgedRecertification[] = []
  let changed = false
  const recertifications = given.map((kept) => {
    if (kept.recertification.decidedAt > night.at) return kept
    const judged = kept.faults === undefined ? judge(kept, night) : kept
    if (judged.faults !== undefined) standing.push(judged)
    if (judged === kept || !night.peopleComplete) return kept
    changed = true
    return judged
  })
  return { recertifications: changed ? recertifications : given, standing }
}

function judge(kept: JudgedRecertification, night: Night): JudgedRecertification {
  const { recertification } = kept
  // What the catalogue lacks has no rule yet by which anybody could be judged.
  if (night.entitlements.governed && night.entitlements.find(recertification.entitlement) === undefined) return kept
  return { recertification, faults: deciderFaults(recertification, night) }
}
