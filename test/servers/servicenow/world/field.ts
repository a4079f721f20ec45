/** What a column holds; the names are those of `sys_dictionary.internal_type`, but `choice`, which there is a string. */
export type FieldType =
  | 'GUID'
  | 'string'
  | 'choice'
  | 'reference'
  | 'integer'
  | 'boolean'
  | 'glide_date'
  | 'glide_date_time'
  | 'journal_input'

/** One value that a choice column may have, and what the user is shown for it. */
export interface Choice {
  readonly value: string
  readonly label: string
}

/** One column of a table. */
export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly label?: string
  /** The table that a `reference` points into. */
  readonly reference?: string
  readonly choices?: readonly Choice[]
  /** Whether its value is what a reference to the row shows. */
  readonly display?: boolean
}
