import type { Approval } from '@ticketbound/core'
import { claimsOfSeal } from '@ticketbound/jira'
import type { Place } from './choose-capacity.ts'
import type { DecisionAsked } from './decision-asked.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'

/**
 * Says whether the very decision stands already: an approval that counts, a rejection of the same content that nobody
 * approved after, or a withdrawal after which the same principal approved nothing. Asking twice then records once.
 */
export function isAlreadySo(
  { accountId, decision }: Pick<DecisionAsked, 'accountId' | 'decision'>,
  place: Place,
  issue: IssueOnDesk,
): boolean {
  const { approvals } = issue.judged.line
  const own = approvals
    .map((approval, at) => ({ approval, at }))
    .filter(({ approval }) => isOwn(approval, accountId, issue))
  switch (decision) {
    case 'approved':
      return own.some(({ approval, at }) => isSame(approval, 'approved', place) && counts(at, issue))
    case 'rejected':
      return own.some(
        ({ approval }) =>
          isSame(approval, 'rejected', place) &&
          isAboutThis(approval, issue) &&
          !approvals.some((other) => other.decision === 'approved' && other.decidedAt > approval.decidedAt),
      )
    case 'withdrawn':
      return own.at(-1)?.approval.decision === 'withdrawn'
  }
}

function isOwn({ approver, how }: Approval, account: string, { people }: IssueOnDesk): boolean {
  if (how !== 'sealed') return false
  const who = people.resolve(account)
  return approver === account || (who !== undefined && people.resolve(approver) === who)
}

function isSame({ decision, group, onBehalfOf }: Approval, asked: Approval['decision'], place: Place): boolean {
  return decision === asked && group === place.group && onBehalfOf === place.onBehalfOf
}

function counts(at: number, { judged }: IssueOnDesk): boolean {
  return judged.decision.evidence?.approvals[at]?.faults.length === 0
}

function isAboutThis({ seal = '' }: Approval, { judged }: IssueOnDesk): boolean {
  const claims = claimsOfSeal(seal)
  const { line, digest } = judged
  return (
    claims?.digest === digest && claims.number === line.number && claims.opened === (line.reopenedAt ?? line.openedAt)
  )
}
