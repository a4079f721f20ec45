import type { ApprovalFault } from './evaluate-evidence.ts'

/** Why an approval does not count, to go on after the approver's name. */
export const refusals: Readonly<Record<ApprovalFault, string>> = {
  'not-an-approval': 'did not approve',
  informal: 'approved in a comment, which is no recorded decision',
  'seal-not-verified': 'approved under a seal that could not be verified',
  'approver-unknown': 'is not exactly one known person',
  'approver-inactive': 'was not active when deciding',
  'approver-not-named': 'is not somebody whom the rule lets approve',
  'approver-is-requester': 'is also the requester',
  'approver-is-principal': 'would receive the access',
  'approver-is-sponsor': 'answers for the account that would receive the access',
  'before-opening': 'approved before the request was opened',
  'before-material-change': 'approved before the request was last changed',
  'too-old': 'approved too long ago',
  withdrawn: 'withdrew the approval',
  'rejected-later': 'approved, and the request was rejected afterwards',
  'after-fulfilment': 'approved only after the access was granted',
}
