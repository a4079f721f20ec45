/** Where a request stands, and from its closing on the access that it asked for. */
export const lifecycleStates = [
  'requested',
  'approved',
  'rejected',
  'cancelled',
  'fulfilled',
  'active',
  'expiring',
  'recertification-due',
  'expired',
  'removal-due',
  'removed',
] as const

/** The name of a state. */
export type LifecycleState = (typeof lifecycleStates)[number]

/** Everything that can happen to a request and its access, and what is said of a state in which it cannot. */
export const lifecycleSteps = {
  approve: { says: 'its approvals satisfy the rule', cannot: 'be approved' },
  withdraw: { says: 'its approvals satisfy the rule no longer', cannot: 'lose its approval' },
  reject: { says: 'somebody rejects it', cannot: 'be rejected' },
  cancel: { says: 'it is cancelled, or closed as not done', cannot: 'be cancelled' },
  reopen: { says: 'it is opened again', cannot: 'be opened again' },
  fulfil: { says: 'it is closed as done, approved', cannot: 'be fulfilled' },
  bypass: { says: 'it is closed as done, and its approvals fall short', cannot: 'be closed as done without approval' },
  remove: { says: 'it asks for a removal, and is closed as done', cannot: 'be closed as a removal' },
  renew: { says: 'a later request for the same access is closed as done', cannot: 'be granted anew' },
  see: { says: 'a system shows the access', cannot: 'be found in a system' },
  miss: { says: 'everything was read, and no system shows the access', cannot: 'be found missing' },
  return: { says: 'a system shows it again after it was gone', cannot: 'come back' },
  'near-end': { says: 'its end is nearer than `warnings.expiry`', cannot: 'come near its end' },
  'fall-due': { says: 'it is due to be confirmed within `warnings.recertification`', cannot: 'fall due' },
  keep: { says: 'a recertification keeps it', cannot: 'be kept' },
  expire: { says: 'its end has come', cannot: 'expire' },
  revoke: { says: 'a recertification revokes it, or a removal of it is closed', cannot: 'be revoked' },
} as const satisfies Record<string, { readonly says: string; readonly cannot: string }>

/** The name of a step. */
export type LifecycleStep = keyof typeof lifecycleSteps

/** What is fixed about one state. */
export interface StateFacts {
  readonly says: string
  /** How a refusal speaks of what is in this state. */
  readonly called: string
  /** What must happen before anything else can. */
  readonly instead: string
  /** The state that each step leads to; what is not here cannot happen. */
  readonly steps: Readonly<Partial<Record<LifecycleStep, LifecycleState>>>
}

const again = 'it must be removed, or asked for again'

/** The whole of the lifecycle: for every state each step that can be taken, and where it leads. */
export const lifecycleTable: Readonly<Record<LifecycleState, StateFacts>> = {
  requested: {
    says: 'The request is open, and its approvals do not satisfy the rule yet.',
    called: 'a request that waits to be decided',
    instead: 'it must be decided first',
    steps: {
      approve: 'approved',
      reject: 'rejected',
      cancel: 'cancelled',
      bypass: 'fulfilled',
      remove: 'removal-due',
    },
  },
  approved: {
    says: 'The request is open, and its approvals satisfy the rule.',
    called: 'an approved request',
    instead: 'it must be fulfilled first',
    steps: {
      withdraw: 'requested',
      reject: 'rejected',
      cancel: 'cancelled',
      fulfil: 'fulfilled',
      remove: 'removal-due',
    },
  },
  rejected: {
    says: 'Somebody rejected the request, and nobody has approved it since.',
    called: 'a rejected request',
    instead: 'it must be approved by a later decision, or opened again',
    steps: { approve: 'approved', reopen: 'requested', bypass: 'fulfilled', remove: 'removal-due' },
  },
  cancelled: {
    says: 'The request ended without access.',
    called: 'a cancelled request',
    instead: 'it must be opened again',
    steps: { reopen: 'requested' },
  },
  fulfilled: {
    says: 'The request is closed as done, and no system is known to show the access.',
    called: 'an access that no system shows',
    instead: 'it must be found in a system first',
    steps: {
      reopen: 'requested',
      renew: 'fulfilled',
      see: 'active',
      miss: 'fulfilled',
      keep: 'fulfilled',
      expire: 'expired',
      revoke: 'removal-due',
    },
  },
  active: {
    says: 'The access is there, as it was asked for.',
    called: 'an active access',
    instead: 'it goes on until it ends or is revoked',
    steps: {
      reopen: 'requested',
      renew: 'active',
      see: 'active',
      miss: 'fulfilled',
      'near-end': 'expiring',
      'fall-due': 'recertification-due',
      keep: 'active',
      expire: 'expired',
      revoke: 'removal-due',
    },
  },
  expiring: {
    says: 'The access is there, and ends soon.',
    called: 'an expiring access',
    instead: 'it ends, unless it is asked for again',
    steps: {
      reopen: 'requested',
      renew: 'active',
      see: 'expiring',
      miss: 'fulfilled',
      'near-end': 'expiring',
      'fall-due': 'recertification-due',
      keep: 'expiring',
      expire: 'expired',
      revoke: 'removal-due',
    },
  },
  'recertification-due': {
    says: 'The access is there, and somebody must confirm it soon, or should have.',
    called: 'an access that is due to be confirmed',
    instead: 'it must be kept or revoked',
    steps: {
      reopen: 'requested',
      renew: 'active',
      see: 'recertification-due',
      miss: 'fulfilled',
      'near-end': 'recertification-due',
      'fall-due': 'recertification-due',
      keep: 'active',
      expire: 'expired',
      revoke: 'removal-due',
    },
  },
  expired: {
    says: 'The time that was asked for is over, and nothing proves yet that the access is gone.',
    called: 'an expired access',
    instead: again,
    steps: { reopen: 'requested', renew: 'fulfilled', see: 'expired', miss: 'removed', revoke: 'removal-due' },
  },
  'removal-due': {
    says: 'The access must go, and nothing proves yet that it is gone.',
    called: 'an access that is to be removed',
    instead: again,
    steps: { reopen: 'requested', renew: 'fulfilled', see: 'removal-due', miss: 'removed', revoke: 'removal-due' },
  },
  removed: {
    says: 'The access is gone: everything was read, and no system shows it.',
    called: 'a removed access',
    instead: 'it must be asked for again',
    steps: {
      reopen: 'requested',
      renew: 'fulfilled',
      miss: 'removed',
      return: 'removal-due',
      revoke: 'removal-due',
    },
  },
}
