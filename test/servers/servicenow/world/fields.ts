import type { Field } from './field.ts'

/** Makes a column of text. */
export const text = (name: string): Field => ({ name, type: 'string' })

/** Makes the column of text that a reference to the row shows. */
export const shown = (name: string): Field => ({ name, type: 'string', display: true })

/** Makes a column that points to a row of another table. */
export const reference = (name: string, table: string): Field => ({ name, type: 'reference', reference: table })

/** Makes a column of whole numbers. */
export const integer = (name: string): Field => ({ name, type: 'integer' })

/** Makes a column that is `true` or `false`. */
export const flag = (name: string): Field => ({ name, type: 'boolean' })

/** Makes a column of instants, kept in UTC to the second. */
export const moment = (name: string): Field => ({ name, type: 'glide_date_time' })

/** Makes a column of calendar days, which have no zone. */
export const day = (name: string): Field => ({ name, type: 'glide_date' })

/** Makes a journal, to which writing adds and from which only display values read. */
export const journal = (name: string): Field => ({ name, type: 'journal_input' })

/** Makes a column of fixed values, by the label of each. */
export function choice(name: string, labels: Readonly<Record<string, string>>): Field {
  const choices = Object.entries(labels).map(([value, label]) => ({ value, label }))
  return { name, type: 'choice', choices }
}
