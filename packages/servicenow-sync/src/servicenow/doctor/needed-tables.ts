import { tableSpecs } from '../schema.ts'
import type { NeededFor, TableSpec } from '../table-spec.ts'

/** What decides which tables are needed. */
export interface Needs {
  /** What the configured sources read. */
  readonly reads: readonly NeededFor[]
  /** Whether the map has changes ask for access, which makes their table one that must be read. */
  readonly changes?: boolean
  /** These tables instead, whatever is configured. */
  readonly only?: readonly string[]
}

/** Lists the tables that are read for what is configured, in the order in which they are read. */
export function neededTables({ reads, changes = false, only }: Needs): readonly TableSpec[] {
  return tableSpecs
    .filter(({ table, neededFor }) => only?.includes(table) ?? neededFor.some((use) => reads.includes(use)))
    .map(({ optional, ...spec }) =>
      optional === undefined || (changes && spec.table === 'change_request') ? spec : { ...spec, optional },
    )
}
