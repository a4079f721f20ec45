import type { World } from './create-world.ts'
import type { Field } from './field.ts'

/** What a user is shown for a value of a column; `zoned` writes an instant in the user's own zone. */
export function displayOf(
  world: World,
  field: Field,
  value: string,
  zoned: (stamp: string) => string = (stamp) => stamp,
): string {
  if (value === '') return ''
  if (field.type === 'glide_date_time') return zoned(value)
  if (field.type === 'reference') return displayOfRow(world, field.reference ?? '', value)
  return field.choices?.find((each) => each.value === value)?.label ?? value
}

function displayOfRow(world: World, tableName: string, sysId: string): string {
  const row = world.find(tableName, sysId)
  const table = world.table(tableName)
  const shown = table?.columns.get(table.displayField)
  // What points to a row that is gone shows nothing.
  if (row === undefined || shown === undefined) return ''
  return displayOf(world, shown, row[shown.name] ?? '')
}
