import { moment, shown, text } from '../world/fields.ts'
import type { TableDefinition } from '../world/table.ts'

const texts = [
  'u_kind',
  'u_severity',
  'u_state',
  'u_principal',
  'u_account',
  'u_entitlement',
  'u_system',
  'u_ticket',
  'u_message',
  'u_action',
  'u_run',
]

const moments = ['u_first_seen', 'u_resolved_at']

/**
 * The table of findings that docs/write-back.md has an administrator create, and a staging table to import them through,
 * whose columns are all text.
 */
export const findingTables: readonly TableDefinition[] = [
  {
    name: 'u_ticketbound_finding',
    label: 'Ticketbound Finding',
    fields: [shown('u_finding_key'), ...texts.map(text), ...moments.map(moment)],
  },
  {
    name: 'u_ticketbound_import',
    label: 'Ticketbound Import',
    fields: ['u_finding_key', ...texts, ...moments].map(text),
  },
]
