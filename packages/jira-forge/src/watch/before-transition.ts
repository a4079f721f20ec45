import type { ReadIssue } from '../jira/read-issue.ts'

/** A transition that was made. */
export interface MadeTransition {
  /** The ids of the statuses. */
  readonly from: string
  readonly to: string
}

/**
 * The issue as the gate saw it: before the transition, where it was still open. Its fields are as they are, with what the
 * screen changed.
 */
export function beforeTransition(read: ReadIssue, { from }: MadeTransition): ReadIssue {
  const { fields } = read.issue
  const status = { id: from, statusCategory: { key: 'indeterminate' } }
  const open = { status, resolution: null, resolutiondate: null, statuscategorychangedate: null }
  return { ...read, issue: { ...read.issue, fields: { ...fields, ...open } } }
}
