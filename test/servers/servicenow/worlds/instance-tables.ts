import type { TableDefinition } from '../world/table.ts'
import { approvalTables } from './approval-tables.ts'
import { catalogueTables } from './catalogue-tables.ts'
import { findingTables } from './finding-tables.ts'
import { peopleTables } from './people-tables.ts'
import { taskTables } from './task-tables.ts'

/** Every table that an emulated instance begins with, those that others extend before these. */
export const instanceTables: readonly TableDefinition[] = [
  ...peopleTables,
  ...catalogueTables,
  ...taskTables,
  ...approvalTables,
  ...findingTables,
]
