import type { Row } from '../world/row.ts'
import type { User } from './user.ts'

/** Who may do what with a column, by role. */
export interface FieldRule {
  readonly read?: readonly string[]
  readonly write?: readonly string[]
}

/** Who may do what with a table, by role. What is left out is open to everyone who is known. */
export interface TableRule {
  readonly read?: readonly string[]
  readonly create?: readonly string[]
  readonly write?: readonly string[]
  readonly delete?: readonly string[]
  /** Which rows a user may see, of those who may read. */
  readonly rows?: (row: Row, user: User) => boolean
  /** By column; `*` is for those that are not named. */
  readonly fields?: Readonly<Record<string, FieldRule>>
  /** Who may compare columns with `=`, `IN` and the like; default who may read. */
  readonly queryMatch?: readonly string[]
  /** Who may compare columns by order or part, and sort by them; default who may read. */
  readonly queryRange?: readonly string[]
}

/** The access control rules of an instance. */
export interface AccessRules {
  readonly tables: Readonly<Record<string, TableRule>>
  /** For tables without a rule of their own or of a table they extend; default: administrators only. */
  readonly others?: TableRule
}

/** The rules under which everyone who is known may do everything. */
export const everythingAllowed: AccessRules = { tables: {}, others: {} }
