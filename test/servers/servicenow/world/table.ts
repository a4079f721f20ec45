import type { Field } from './field.ts'

/** A table as it is defined. */
export interface TableDefinition {
  readonly name: string
  readonly label?: string
  /** The table whose columns it has too, and whose lists its rows are in. */
  readonly extends?: string
  readonly fields: readonly Field[]
  /** Whether the table may be reached by web services at all; true unless said. */
  readonly webServiceAccess?: boolean
  /** What the `number` of a new row begins with. */
  readonly numberPrefix?: string
}

/** A table with the columns it has of itself, of the tables it extends, and those every table has. */
export interface Table extends TableDefinition {
  readonly columns: ReadonlyMap<string, Field>
  /** The column whose value a reference to a row shows. */
  readonly displayField: string
  /** Whether it extends another table, or another extends it, so that its rows name their class. */
  readonly inherited: boolean
}
