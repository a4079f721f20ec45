/** An object as JSON or CSV gave it: nothing is known yet of what its fields hold. */
export type Row = Readonly<Record<string, unknown>>

/** Says whether a parsed value is an object with named fields, and not a list. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names that no field of a row may have: they stand for parts of the object itself. */
export const reservedNames: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor'])
