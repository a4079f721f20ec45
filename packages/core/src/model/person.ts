import type { Instant } from '../time/instant.ts'

/** What kind of principal holds access. Service accounts and AI agents are governed like people. */
export type PrincipalKind = 'human' | 'service' | 'agent'

/** A role or group someone is in, with the dates it holds where the source gives them. */
export interface Membership {
  readonly id: string
  readonly from?: Instant
  readonly until?: Instant
}

/** Authority to decide in someone's place: to whom, from when, until when, and for which entitlements (all by default). */
export interface Delegation {
  readonly to: string
  readonly from: Instant
  readonly until: Instant
  readonly entitlements?: readonly string[]
}

/** A login, on one system or (without `system`) under that name wherever it appears. */
export interface AccountName {
  readonly system?: string
  readonly account: string
}

/** One principal as the people source describes it. */
export interface Person {
  readonly principal: string
  readonly kind: PrincipalKind
  readonly active: boolean
  readonly startedAt?: Instant
  readonly endedAt?: Instant
  /** The human who answers for a service or an agent. */
  readonly sponsor?: string
  readonly manager?: string
  /** The active humans whose access bounds an agent's. */
  readonly peers?: readonly string[]
  readonly roles?: readonly Membership[]
  readonly groups?: readonly Membership[]
  readonly delegates?: readonly Delegation[]
  /** Other identifiers by name, such as `mail` or `employeeNumber`. */
  readonly ids?: Readonly<Record<string, string>>
  readonly accounts: readonly AccountName[]
}

/** Says whether a person is there at an instant: by the dates where the source gives them, else by `active`. */
export function isActiveAt(person: Person, at: Instant): boolean {
  if (person.startedAt !== undefined && at < person.startedAt) return false
  if (person.endedAt !== undefined) return at < person.endedAt
  return person.active
}
