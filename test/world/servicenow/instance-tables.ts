import { moment } from '../../servers/servicenow/world/fields.ts'
import type { TableDefinition } from '../../servers/servicenow/world/table.ts'
import { approvalTables } from '../../servers/servicenow/worlds/approval-tables.ts'
import { catalogueTables } from '../../servers/servicenow/worlds/catalogue-tables.ts'
import { findingTables } from '../../servers/servicenow/worlds/finding-tables.ts'
import { peopleTables } from '../../servers/servicenow/worlds/people-tables.ts'
import { taskTables } from '../../servers/servicenow/worlds/task-tables.ts'

/**
 * The vendor's tables with one column of the small world's own: `u_gate_passed_at`, in which the gate leaves when a
 * ticket passed it.
 */
export const instanceTables: readonly TableDefinition[] = [
  ...peopleTables,
  ...catalogueTables,
  ...taskTables.map(withGate),
  ...approvalTables,
  ...findingTables,
]

function withGate(table: TableDefinition): TableDefinition {
  return table.name === 'sc_req_item' ? { ...table, fields: [...table.fields, moment('u_gate_passed_at')] } : table
}
