import { integer, shown, text } from './fields.ts'
import type { TableDefinition } from './table.ts'

/** Tables that an instance has for its own work, whatever else it is used for. */
export const baseTables: readonly TableDefinition[] = [
  {
    name: 'sys_attachment',
    fields: [shown('file_name'), text('table_name'), text('table_sys_id'), integer('size_bytes'), text('content_type')],
  },
  {
    name: 'sys_import_set',
    numberPrefix: 'ISET',
    fields: [shown('number'), text('table_name'), text('state')],
  },
  { name: 'sys_multi_import_set', fields: [] },
]
