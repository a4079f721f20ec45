import type { DecisionAsked } from './decision-asked.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'
import { type DeskRefusal, refuse } from './refusal.ts'

/** The most decisions that an issue has room for. */
export const mostDecisions = 100

/** How many of them are kept for saying no, so that nobody can approve and withdraw until a request cannot be declined. */
export const keptForNo = 10

/** Refuses a decision for which an issue has no room. */
export function roomFor(decision: DecisionAsked['decision'], { kept }: IssueOnDesk): DeskRefusal | undefined {
  const room = decision === 'approved' ? mostDecisions - keptForNo : mostDecisions
  if ((kept.dossier?.seals.length ?? 0) < room) return undefined
  return refuse(
    'too-many-decisions',
    `This issue has no room for another decision of this kind: there are ${kept.dossier?.seals.length} already.`,
    'Make a new request: its decisions begin anew.',
  )
}
