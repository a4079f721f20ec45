import { field } from '../../packages/servicenow-sync/src/servicenow/wire/encoded-query.ts'
import { text } from '../servers/servicenow/world/fields.ts'
import type { TableDefinition } from '../servers/servicenow/world/table.ts'

/** The table that most runs read. */
export const ticketTable: TableDefinition = {
  name: 'u_ticket',
  fields: [text('number'), text('sort'), text('note')],
}

/** What is read of it; the note may be missing. */
export const ticketFields = ['sys_id', 'sys_created_on', 'sys_updated_on', 'number', 'sort', 'note'] as const
export const requiredFields = ['sys_id', 'sys_created_on', 'sys_updated_on', 'number', 'sort'] as const

/** What a narrowed reading asks for. */
export const accessOnly = field('sort').is('access')
