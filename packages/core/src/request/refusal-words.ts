import type { Refusal } from './decide.ts'

/** Why a request is not allowed, as a sentence about it. */
export const refusalWords: Readonly<Record<Refusal, string>> = {
  'request-not-open': 'It is not open any more.',
  'request-denied': 'It breaks rules.',
  'no-approval-rule': 'Nothing says who must approve it: no catalogue has this entitlement.',
  'evidence-insufficient': 'Its approvals do not suffice.',
}
