import type { Approval, RequestLine } from '../model/request.ts'

/**
 * Gives a line with the rejections and withdrawals that an earlier version of it had and it has no more: a decision
 * against access that was once on record stays. Approvals are not kept, because what lets somebody in must be there
 * to be looked at. Gives the very line where nothing is gone.
 */
export function keepDecisions(line: RequestLine, earlier: RequestLine): RequestLine {
  const gone = earlier.approvals.filter((decision) => isAgainst(decision) && !line.approvals.some(sameAs(decision)))
  return gone.length === 0 ? line : { ...line, approvals: [...line.approvals, ...gone] }
}

/** Words decide nothing, so that taking them away changes nothing. */
function isAgainst({ decision, how }: Approval): boolean {
  return decision !== 'approved' && how !== 'informal'
}

function sameAs(kept: Approval): (other: Approval) => boolean {
  return ({ decision, approver, decidedAt, how }) =>
    decision === kept.decision && approver === kept.approver && decidedAt === kept.decidedAt && how === kept.how
}
