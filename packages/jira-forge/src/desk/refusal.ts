/** Every reason for which the desk does not do what was asked. Stable codes. */
export const deskCodes = [
  'asked-malformed',
  'issue-not-seen',
  'issue-not-judged',
  'request-closed',
  'request-fulfilled',
  'history-too-long',
  'no-approval-needed',
  'no-approval-rule',
  'changed-since-seen',
  'not-yours-to-approve',
  'not-yours-to-decline',
  'nothing-to-withdraw',
  'place-not-yours',
  'place-unclear',
  'too-many-decisions',
  'decided-at-once',
  'seal-not-sound',
  'not-yours-to-delegate',
  'delegate-not-fit',
  'period-not-fit',
  'nothing-broken',
  'rule-not-excusable',
  'reason-not-fit',
  'too-many-asked',
  'recorded-unsurely',
  'desk-failed',
] as const

/** Why the desk does not do what was asked. */
export type DeskCode = (typeof deskCodes)[number]

/** A no with its reason: one line in domain words, and what to do about it. */
export interface DeskRefusal {
  readonly ok: false
  readonly code: DeskCode
  readonly message: string
  readonly help: string
}

/** Says no. */
export function refuse(code: DeskCode, message: string, help: string): DeskRefusal {
  return { ok: false, code, message, help }
}
