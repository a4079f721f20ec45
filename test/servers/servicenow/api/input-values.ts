import type { UserCall } from '../wire/call.ts'
import { displayOf } from '../world/display-of.ts'
import type { Field } from '../world/field.ts'
import type { RowValues } from '../world/row.ts'
import type { Instance } from './instance.ts'

const setByTheInstance = new Set([
  'sys_created_on',
  'sys_created_by',
  'sys_updated_on',
  'sys_updated_by',
  'sys_mod_count',
])

/**
 * Gives the values that a record in a request sets.
 * ServiceNow: columns that are unknown, or that the user may not write, are passed over in silence.
 */
export function inputValues(
  { world }: Instance,
  call: UserCall,
  tableName: string,
  record: Readonly<Record<string, unknown>>,
): RowValues {
  const asDisplayed = call.query.get('sysparm_input_display_value') === 'true'
  const values: Record<string, string> = {}
  for (const [name, given] of Object.entries(record)) {
    const field = world.table(tableName)?.columns.get(name)
    if (field === undefined || setByTheInstance.has(name) || !call.permissions.writesField(tableName, name)) continue
    const text = textOf(given)
    values[name] = asDisplayed ? fromDisplayed(field, text) : text
  }
  return values

  function fromDisplayed(field: Field, text: string): string {
    if (field.type === 'choice') return field.choices?.find(({ label }) => label === text)?.value ?? text
    if (field.type !== 'reference') return text
    const rows = world.table(field.reference ?? '') === undefined ? [] : world.rows(field.reference ?? '')
    return rows.find((row) => displayOf(world, field, row.sys_id ?? '') === text)?.sys_id ?? text
  }
}

function textOf(given: unknown): string {
  if (typeof given === 'string') return given
  if (given === null || given === undefined) return ''
  if (typeof given === 'object' && 'value' in given) return textOf(given.value)
  return typeof given === 'object' ? JSON.stringify(given) : String(given)
}
