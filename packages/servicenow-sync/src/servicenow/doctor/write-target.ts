/** Where findings are written to, as far as the rights to do so are looked into. */
export interface WriteTarget {
  readonly table: string
  /** The column by which a record is found again. */
  readonly key: string
  /** Every column that is written, the key among them. */
  readonly columns: readonly string[]
  /** The import set table that records are written through; absent where they are written into the table itself. */
  readonly importTable?: string
  /** Tables whose tickets get a work note. */
  readonly noteTables?: readonly string[]
  /** Where remediation tasks are created, with the columns that are set besides ours, then and when one is closed. */
  readonly tasks?: {
    readonly table: string
    readonly fields: readonly string[]
    readonly closeFields: readonly string[]
  }
}
