import type { RawRow } from '../raw-row.ts'

/** Everything that was read about one user. The order of rows does not matter, and a row may be there twice. */
export interface UserFacts {
  readonly user: RawRow
  /** Rows of `sys_user_has_role`. */
  readonly roles: readonly RawRow[]
  /** Rows of `sys_user_grmember`. */
  readonly memberships: readonly RawRow[]
  /** Rows of `sys_user_delegate` in which the user delegates. */
  readonly delegates?: readonly RawRow[]
}
