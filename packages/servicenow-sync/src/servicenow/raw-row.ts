/** A row as the Table API gives it with display values off and links excluded: text by field, dot-walked names flat. */
export type RawRow = Readonly<Record<string, string>>

/** The text of a field; nothing where the field is empty or was not given. */
export function textIn(row: RawRow, field: string): string | undefined {
  const text = Object.hasOwn(row, field) ? row[field] : undefined
  return text === '' ? undefined : text
}

/** Says whether a flag of the vendor's is set: the Table API writes booleans as text. */
export function isSet(row: RawRow, field: string): boolean {
  const text = textIn(row, field)
  return text === 'true' || text === '1'
}
