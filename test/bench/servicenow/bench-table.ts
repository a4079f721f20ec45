import type { MirroredTable } from '../../../packages/servicenow-sync/src/servicenow/mirror/mirrored-table.ts'
import { tableSpecs } from '../../../packages/servicenow-sync/src/servicenow/schema.ts'

/** The table that is read: requested items, with the fields that every map needs of them. */
export function benchTable(): MirroredTable {
  const spec = tableSpecs.find(({ table }) => table === 'sc_req_item')
  if (spec === undefined) throw new Error('requested items are not read')
  return { spec }
}
