import { specOf } from '../schema.ts'
import type { TableSpec } from '../table-spec.ts'

const record = ['sys_id', 'sys_created_on', 'sys_updated_on'] as const

type SurveySpec = Omit<TableSpec, 'neededFor'>

/**
 * The tables that say what can be ordered and what is asked then. No night reads them; they are read to propose a map
 * and to check one.
 */
export const catalogueSpecs = {
  sc_cat_item: {
    ...specOf('sc_cat_item'),
    fields: [...specOf('sc_cat_item').fields, 'sys_class_name'],
  },
  item_option_new: {
    table: 'item_option_new',
    fields: [...record, 'name', 'question_text', 'type', 'active', 'cat_item', 'variable_set', 'order'],
    required: ['sys_id', 'name', 'type', 'cat_item', 'variable_set'],
  },
  io_set_item: {
    table: 'io_set_item',
    fields: [...record, 'sc_cat_item', 'variable_set'],
    required: ['sys_id', 'sc_cat_item', 'variable_set'],
  },
  item_option_new_set: {
    table: 'item_option_new_set',
    fields: [...record, 'internal_name', 'type'],
    required: ['sys_id', 'internal_name', 'type'],
  },
  question_choice: {
    table: 'question_choice',
    fields: [...record, 'question', 'value', 'inactive', 'order'],
    required: ['sys_id', 'question', 'value'],
  },
  sys_choice: specOf('sys_choice'),
} as const satisfies Readonly<Record<string, SurveySpec>>

/** The tables of the catalogue that are read to propose and to check a map. */
export type CatalogueTable = keyof typeof catalogueSpecs

/** Their names. */
export const catalogueTables = Object.keys(catalogueSpecs) as readonly CatalogueTable[]
