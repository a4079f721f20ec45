/** How rows of a staging table become rows of another table. */
export interface TransformMap {
  readonly name: string
  readonly staging: string
  readonly target: string
  /** The target's column by the staging table's; default: every column both have. */
  readonly fields?: Readonly<Record<string, string>>
  /** Columns of the target by which a row that is there already is found, and changed instead of made again. */
  readonly coalesce?: readonly string[]
}
