import { type ResolvedField, resolveField } from '../query/resolve-field.ts'
import type { UserCall } from '../wire/call.ts'
import { displayOf } from '../world/display-of.ts'
import type { Row } from '../world/row.ts'
import type { Instance } from './instance.ts'
import { journalText } from './journal-text.ts'
import { stampWriter } from './stamp-writer.ts'

/** A value as the Table API gives it: one text, or several under the names of what they are. */
export type Rendered = string | Readonly<Record<string, string>>

/** Makes rows of a table into records as a call asks for them: which fields, which values, with or without links. */
export function rowRenderer(instance: Instance, call: UserCall, table: string): (row: Row) => Record<string, Rendered> {
  const { world } = instance
  const display = call.query.get('sysparm_display_value') ?? 'false'
  const withLinks = call.query.get('sysparm_exclude_reference_link') !== 'true'
  const columns = namesAsked(call, [...(world.table(table)?.columns.keys() ?? [])])
    .map((name) => ({ name, resolved: resolveField(world, table, name) }))
    .flatMap(({ name, resolved }) => (resolved === undefined ? [] : [{ name, resolved }]))
    .filter(({ resolved }) => isReadable(call, resolved))
  const zoned = stampWriter(display === 'false' ? 'UTC' : (call.user.zone ?? 'UTC'))

  return (row) => {
    const record: Record<string, Rendered> = {}
    for (const { name, resolved } of columns)
      if (resolved.path.length === 0 || isReached(call, resolved, row)) record[name] = render(resolved, row)
    return record
  }

  function render(resolved: ResolvedField, row: Row): Rendered {
    const { field, valueIn } = resolved
    const value = valueIn(row)
    const shown = (): string =>
      field.type === 'journal_input'
        ? journalText(world, field, resolved.rowIn(row)?.sys_id ?? '', zoned)
        : displayOf(world, field, value, zoned)
    const isLink = field.type === 'reference' && value !== ''
    const link = `${instance.url()}/api/now/table/${field.reference}/${value}`
    const ends = isLink && withLinks ? { link } : {}
    if (display === 'all') return { display_value: shown(), ...ends, value }
    if (display === 'true') return isLink && withLinks ? { display_value: shown(), ...ends } : shown()
    return isLink && withLinks ? { ...ends, value } : value
  }
}

/** The names asked for; none, or the empty text, asks for all. */
function namesAsked(call: UserCall, all: readonly string[]): readonly string[] {
  const names = (call.query.get('sysparm_fields') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return names.length === 0 ? all : [...new Set(names)]
}

/** ServiceNow: fields that access rules keep from the user are left out of the record, not emptied. */
function isReadable({ permissions, habits }: UserCall, { field, table, path }: ResolvedField): boolean {
  return [...path, { table, field: field.name }].every(
    (step) => permissions.seesField(step.table, step.field) && !habits.hidesField?.(step.table, step.field),
  )
}

/** What a row that the user may not see holds is not to be had by a reference either. */
function isReached({ permissions }: UserCall, { table, rowIn }: ResolvedField, row: Row): boolean {
  const reached = rowIn(row)
  return reached === undefined || permissions.sees(table, reached)
}
