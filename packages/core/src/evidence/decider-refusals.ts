import type { ApproverFault } from './approval-faults.ts'

/** Why a recertification does not count, to go on after its decider's name. */
export const deciderRefusals: Readonly<Record<ApproverFault, string>> = {
  'approver-unknown': 'is not exactly one known person',
  'approver-inactive': 'was not active when deciding',
  'approver-not-human': 'is not a human, who could answer for it',
  'approver-not-named': 'is not somebody whom the rule lets decide',
  'group-of-interested': 'is named only by a group that somebody with an interest decides about',
  'approver-is-requester': 'is also the requester',
  'approver-is-principal': 'holds the access',
  'approver-is-sponsor': 'answers for the account that holds it',
}
