import type { Field } from './field.ts'
import { integer, moment, text } from './fields.ts'

/** The columns that every table has. */
export const systemFields: readonly Field[] = [
  { name: 'sys_id', type: 'GUID' },
  moment('sys_created_on'),
  text('sys_created_by'),
  moment('sys_updated_on'),
  text('sys_updated_by'),
  integer('sys_mod_count'),
]
