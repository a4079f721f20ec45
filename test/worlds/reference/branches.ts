/** Every branch of the situation table: what the tickets say × what the systems say, and the outcome where there are several. */
export const branches = [
  'present × present',
  'present × absent: removed-without-ticket',
  'present × absent: closed-not-provisioned',
  'present × absent: absent-before-first-night',
  'present × absent: in grace',
  'present × unknown',
  'expired × present',
  'expired × present: in grace',
  'expired × absent',
  'expired × unknown',
  'removed × present',
  'removed × present: in grace',
  'removed × present: came back (grantedAt)',
  'removed × present: came back (grantedAt), no finding',
  'removed × present: came back (snapshot)',
  'removed × present: came back (snapshot), no finding',
  'removed × absent',
  'removed × unknown',
  'open request × present',
  'open request × absent',
  'open request × unknown',
  'nothing × present',
  'nothing × present: birthright',
  'nothing × present: accepted',
  'nothing × absent',
  'nothing × unknown',
] as const

/** One branch of the situation table. */
export type Branch = (typeof branches)[number]

/** Everything that can happen to a finding in a night or after it. */
export const changes = [
  'opened',
  'resolved',
  'accepted by a person',
  'accepted as the baseline',
  'accepted under an exception',
  'accepted under another exception',
  'reopened after it was resolved',
  'reopened: exception gone',
  'reopened: exception not yet in force',
  'reopened: exception ended',
  'reopened: wider level',
  'reopened: wider path',
  'reopened: wider end',
] as const

/** Why a finding is in the state it is in. */
export type Because = (typeof changes)[number] | 'stays'
