/** Somebody, or some app, with an account. */
export interface User {
  readonly accountId: string
  readonly displayName: string
  /** Absent where the profile does not show it. */
  readonly email?: string
  readonly accountType: 'atlassian' | 'app' | 'customer'
  readonly active: boolean
  /** Names of groups. */
  readonly groups: readonly string[]
}
