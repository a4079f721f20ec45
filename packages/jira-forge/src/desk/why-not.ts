import { type ApprovalFault, refusals } from '@ticketbound/core'

/** What keeps somebody from deciding, said to them. */
const toYou: Readonly<Partial<Record<ApprovalFault, string>>> = {
  'approver-unknown': 'the people document does not know your account as exactly one person',
  'approver-inactive': 'the people document does not have you as active',
  'approver-not-human': 'only a human can answer for a decision',
  'approver-not-named': 'the approval rule does not name you',
  'group-of-interested': 'it names you only by a group that the requester, the receiver or a sponsor decides about',
  'approver-is-requester': 'you are the requester',
  'approver-is-principal': 'you would receive the access',
  'approver-is-sponsor': 'you answer for the account that would receive the access',
  'after-fulfilment': 'the access has been given already',
  'seal-history-broken': 'a decision before yours cannot be found in the storage',
}

/** Says to somebody, in one sentence, everything that keeps their decision from counting. */
export function whyNot(faults: readonly ApprovalFault[]): string {
  const words = faults.map((fault) => toYou[fault] ?? `it would be one that ${refusals[fault]}`)
  return `Your decision would not count: ${words.join('; ')}.`
}
