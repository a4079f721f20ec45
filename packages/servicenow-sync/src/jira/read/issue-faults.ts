import { type Fault, issueFaults } from '@ticketbound/core'
import type * as v from 'valibot'

/** What is wrong with an issue that is not of the shape that Jira documents. */
export function malformedIssue(issues: readonly v.BaseIssue<unknown>[]): readonly Fault[] {
  return issueFaults(issues).map(({ path: _path, ...fault }) => fault)
}

/** Without its approvals a request would look as if nobody had approved it. */
export const approvalsHidden: Fault = {
  code: 'approvals-hidden',
  field: 'approvals',
  message: 'the account may not see the approvals of this request',
  help: 'give the account a licence of Jira Service Management and the role of an agent in this project',
}
