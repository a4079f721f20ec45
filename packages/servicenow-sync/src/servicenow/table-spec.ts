/** What a table is read for. */
export type NeededFor = 'requests' | 'people' | 'access'

/** A table as far as it is read. */
export interface TableSpec {
  readonly table: string
  /** The fields that are read, dot-walked names flat. `sys_id`, `sys_created_on` and `sys_updated_on` are among them. */
  readonly fields: readonly string[]
  /** The fields that every row must have, be they empty: where one is not given, an ACL hides it. */
  readonly required: readonly string[]
  /** The columns that name the record a row belongs to, by which it is found again. */
  readonly parents?: readonly string[]
  /** The column that narrows a reading: the catalogue item, the sort of record, or the table that choices are for. */
  readonly filter?: string
  readonly neededFor: readonly NeededFor[]
  /** Without it less is known, and nothing wrong is said. */
  readonly optional?: true
}
