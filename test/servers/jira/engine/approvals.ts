import type { Approval, Issue } from '../world/issue.ts'
import type { ApprovalStep } from '../world/workflow.ts'
import { makeTransition } from './make-transition.ts'
import type { QuietSite, Site } from './site.ts'

/**
 * Asks those who may decide when an issue has come to a status with an approval step. An approval that was left behind
 * by another transition stays undecided.
 */
export function askApproval(site: QuietSite, issue: Issue): Issue {
  const step = stepAt(site, issue)
  if (step === undefined || waitingApproval(issue) !== undefined) return issue
  const asked = issue.values[step.approvers]
  const accounts = (Array.isArray(asked) ? asked : asked === undefined ? [] : [asked]) as readonly string[]
  const approval: Approval = {
    id: site.world.nextId('approval', 1),
    name: step.name,
    status: step.status,
    createdAt: site.world.now(),
    approvers: accounts.map((account) => ({ account, decision: 'pending' })),
    decision: 'pending',
  }
  const next = { ...issue, approvals: [...issue.approvals, approval] }
  site.world.put(next)
  return next
}

/** The approval that an issue waits for where it stands. */
export function waitingApproval(issue: Issue): Approval | undefined {
  return issue.approvals.find(({ status, decision }) => status === issue.status && decision === 'pending')
}

/** What becomes of a decision. */
export type DecisionOutcome = 'recorded' | 'not-asked' | 'not-waiting'

/** Writes down what somebody decided and, once it is decided, makes the transition that belongs to it, in their name. */
export async function decideApproval(
  site: Site,
  issue: Issue,
  id: string,
  decided: { readonly by: string; readonly decision: 'approved' | 'declined' },
): Promise<DecisionOutcome> {
  const approval = waitingApproval(issue)
  const step = stepAt(site, issue)
  if (approval?.id !== id || step === undefined) return 'not-waiting'
  if (!approval.approvers.some(({ account, decision }) => account === decided.by && decision === 'pending')) {
    return 'not-asked'
  }
  const approvers = approval.approvers.map((each) =>
    each.account === decided.by ? { ...each, decision: decided.decision } : each,
  )
  const isApproved = approvers.filter(({ decision }) => decision === 'approved').length >= step.count
  const isOver = decided.decision === 'declined' || isApproved
  const next: Approval = isOver
    ? { ...approval, approvers, decision: decided.decision, completedAt: site.world.now() }
    : { ...approval, approvers }
  if (isOver) {
    const transition = decided.decision === 'approved' ? step.approved : step.declined
    await makeTransition(site, issue.key, { by: decided.by, transition, byApproval: true })
  }
  const now = site.world.issues.get(issue.key) ?? issue
  site.world.put({ ...now, approvals: now.approvals.map((each) => (each.id === id ? next : each)) })
  return 'recorded'
}

function stepAt({ world }: QuietSite, issue: Issue): ApprovalStep | undefined {
  const steps = world.project(issue.project)?.workflow.approvals ?? []
  return steps.find(({ status }) => status === issue.status)
}
