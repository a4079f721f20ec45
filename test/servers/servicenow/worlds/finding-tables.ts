import { choice, moment, reference, shown, text } from '../world/fields.ts'
import type { TableDefinition } from '../world/table.ts'

const finding = [
  'u_finding_key',
  'u_kind',
  'u_severity',
  'u_principal',
  'u_account',
  'u_entitlement',
  'u_system',
  'u_tickets',
  'u_message',
  'u_action',
]

/** A table of findings as an administrator may make one, and a staging table to import them through. */
export const findingTables: readonly TableDefinition[] = [
  {
    name: 'u_ticketbound_finding',
    label: 'Ticketbound Finding',
    numberPrefix: 'TBF',
    fields: [
      shown('number'),
      ...finding.map(text),
      reference('u_task', 'task'),
      moment('u_since'),
      moment('u_resolved_at'),
      choice('u_state', { open: 'Open', reopened: 'Reopened', accepted: 'Accepted', resolved: 'Resolved' }),
    ],
  },
  {
    name: 'u_ticketbound_finding_import',
    label: 'Ticketbound Finding Import',
    fields: [...finding, 'u_task', 'u_since', 'u_resolved_at', 'u_state'].map(text),
  },
]
