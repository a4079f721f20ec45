import type { ServiceNowMap } from '../map/servicenow-map.ts'
import { tablesFor } from '../map/tables-for.ts'
import { tableSpecs } from '../schema.ts'
import type { NeededFor, TableSpec } from '../table-spec.ts'

/** What decides which tables are needed. */
export interface Needs {
  /** What the configured sources read. */
  readonly reads: readonly NeededFor[]
  /** What tickets mean; without it every table is listed that any map could need. */
  readonly map?: ServiceNowMap
  /** These tables instead, whatever is configured. */
  readonly only?: readonly string[]
}

/** Lists the tables that are read for what is configured, each once, with every field that any source reads of it. */
export function neededTables({ reads, map, only }: Needs): readonly TableSpec[] {
  const wanted = (spec: TableSpec) => spec.neededFor.some((use) => reads.includes(use))
  const specs = map === undefined ? tableSpecs.filter(wanted) : reads.flatMap((use) => tablesFor(map, use))
  const merged = new Map<string, TableSpec>()
  for (const spec of specs) merged.set(spec.table, merge(merged.get(spec.table), spec))
  if (only === undefined) return [...merged.values()]
  return only.flatMap((table) => merged.get(table) ?? tableSpecs.find((spec) => spec.table === table) ?? [])
}

function merge(before: TableSpec | undefined, spec: TableSpec): TableSpec {
  if (before === undefined) return spec
  const union = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])]
  return { ...spec, fields: union(before.fields, spec.fields), required: union(before.required, spec.required) }
}
