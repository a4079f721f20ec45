import type { ReadIssue } from '../jira/read-issue.ts'
import type { JudgedIssue } from './judge-issue.ts'

/** Whether a request needs approvals of which nobody can tell whether it was opened again, or changed, after them. */
export function isWithoutHistory({ decision }: JudgedIssue, { changelog }: Pick<ReadIssue, 'changelog'>): boolean {
  return changelog === undefined && (decision.evidence?.needed ?? 0) > 0
}
