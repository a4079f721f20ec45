/** A row as the database keeps it: every column as text, nothing as the empty text. */
export type Row = Readonly<Record<string, string>>

/** Values for some columns of a row. */
export type RowValues = Readonly<Record<string, string>>
