import type { UserCall } from '../wire/call.ts'
import type { Row, RowValues } from '../world/row.ts'
import type { Instance } from './instance.ts'
import type { TransformMap } from './transform-map.ts'

/** What became of a staged row in one table. */
export interface Transformed {
  readonly transform_map: string
  readonly table: string
  readonly display_name: string
  readonly display_value: string
  readonly record_link: string
  readonly status: 'inserted' | 'updated' | 'ignored' | 'error'
  readonly sys_id: string
  readonly error_message?: string
}

/** What an import is said to have done. */
export interface ImportResult {
  readonly import_set: string | undefined
  readonly staging_table: string
  readonly result: readonly Transformed[]
}

/** Makes a staged row into rows of other tables, by every map of its table. */
export function transform(instance: Instance, call: UserCall, staging: string, row: Row): readonly Transformed[] {
  const maps = instance.transformMaps.filter((map) => map.staging === staging)
  return maps.map((map) => transformBy(instance, call, map, row))
}

function transformBy(instance: Instance, call: UserCall, map: TransformMap, staged: Row): Transformed {
  const { world } = instance
  const values = valuesBy(instance, map, staged)
  const { coalesce = [] } = map
  if (coalesce.some((column) => (values[column] ?? '') === ''))
    return describe(instance, map, undefined, 'error', 'Coalesce value is empty')
  const before = coalesce.length === 0 ? undefined : sameBy(instance, map, values)
  if (before === undefined) return describe(instance, map, world.insert(map.target, values, call.user.name), 'inserted')
  const after = world.update(map.target, before.sys_id ?? '', values, call.user.name)
  return describe(instance, map, after, after === before ? 'ignored' : 'updated')
}

function valuesBy({ world }: Instance, { fields, target }: TransformMap, staged: Row): RowValues {
  const columns = world.table(target)?.columns
  const pairs = Object.entries(staged)
    .map(([column, value]) => [fields === undefined ? column : fields[column], value] as const)
    .filter(([column = '']) => !column.startsWith('sys_') && column !== 'number' && columns?.has(column))
  return Object.fromEntries(pairs)
}

function sameBy({ world }: Instance, { target, coalesce = [] }: TransformMap, values: RowValues): Row | undefined {
  return world.rows(target).find((row) => coalesce.every((column) => row[column] === values[column]))
}

function describe(
  { world, url }: Instance,
  { name, target }: TransformMap,
  row: Row | undefined,
  status: Transformed['status'],
  message?: string,
): Transformed {
  const display = world.table(target)?.displayField ?? 'sys_id'
  const sysId = row?.sys_id ?? ''
  return {
    transform_map: name,
    table: target,
    display_name: display,
    display_value: row?.[display] ?? '',
    record_link: row === undefined ? '' : `${url()}/api/now/table/${target}/${sysId}`,
    status,
    sys_id: sysId,
    ...(message !== undefined && { error_message: message }),
  }
}
