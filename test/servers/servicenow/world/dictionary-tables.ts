import { flag, integer, reference, shown, text } from './fields.ts'
import type { TableDefinition } from './table.ts'

/** The tables that describe an instance: its tables, columns, choices, journals and properties. */
export const dictionaryTables: readonly TableDefinition[] = [
  { name: 'sys_db_object', fields: [shown('name'), text('label'), reference('super_class', 'sys_db_object')] },
  {
    name: 'sys_dictionary',
    fields: [text('name'), text('element'), text('internal_type'), text('reference'), text('column_label')],
  },
  {
    name: 'sys_choice',
    fields: [
      text('name'),
      text('element'),
      text('value'),
      text('label'),
      integer('sequence'),
      text('language'),
      flag('inactive'),
    ],
  },
  { name: 'sys_journal_field', fields: [text('name'), text('element'), text('element_id'), text('value')] },
  { name: 'sys_properties', fields: [shown('name'), text('value')] },
]
