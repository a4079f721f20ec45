import { moment } from '../../servers/servicenow/world/fields.ts'
import type { TableDefinition } from '../../servers/servicenow/world/table.ts'
import { instanceTables } from '../../servers/servicenow/worlds/instance-tables.ts'

/**
 * The emulated instance's tables with one column of the small world's own: `u_gate_passed_at`, in which the gate leaves
 * when a ticket passed it.
 */
export const tablesWithGate: readonly TableDefinition[] = instanceTables.map((table) =>
  table.name === 'sc_req_item' ? { ...table, fields: [...table.fields, moment('u_gate_passed_at')] } : table,
)
