import type { RawRow } from '../raw-row.ts'

/** What the vendor makes; imported keys can be anything, so that columns that are references are looked at first. */
const sysIdLike = /^[0-9a-f]{32}$/i

const key = /^[0-9A-Za-z_.-]{1,32}$/

/** The columns whose text is a key, or several; of answers the column, since not every question is a reference. */
const references: ReadonlySet<string> = new Set([
  'opened_by',
  'requested_for',
  'requested_by',
  'closed_by',
  'approver',
  'assignment_group',
])

/** The types of questions, as the vendor numbers them, whose answers are keys. */
const referenceTypes: ReadonlySet<string> = new Set(['8', '21', '31'])

/** The keys of records of other tables that rows name, as far as they look like keys. */
export function keysIn(rows: Iterable<RawRow>): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const row of rows) {
    const isReference = questionTypes.some((column) => referenceTypes.has(row[column] ?? ''))
    for (const [column, text] of Object.entries(row)) {
      const isKey = references.has(column) || (isReference && answerColumns.has(column))
      for (const part of text.split(',')) {
        if (sysIdLike.test(part) || (isKey && key.test(part))) keys.add(part)
      }
    }
  }
  return keys
}

const questionTypes = ['sc_item_option.item_option_new.type', 'item_option_new.type'] as const

const answerColumns: ReadonlySet<string> = new Set(['sc_item_option.value', 'value'])

/** The keys of one column, as far as they can be asked for. */
export function keysOf(rows: Iterable<RawRow>, column: string): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const { [column]: text = '' } of rows) if (key.test(text)) keys.add(text)
  return keys
}
