import { flag, integer, reference, shown, text } from '../world/fields.ts'
import type { TableDefinition } from '../world/table.ts'

/** The tables of the service catalogue: items, their questions, and the answers to them. */
export const catalogueTables: readonly TableDefinition[] = [
  {
    name: 'sc_cat_item',
    label: 'Catalog Item',
    fields: [shown('name'), text('short_description'), flag('active')],
  },
  { name: 'item_option_new_set', label: 'Variable Set', fields: [shown('title'), text('internal_name'), text('type')] },
  {
    name: 'io_set_item',
    label: 'Catalog Variable Set',
    fields: [reference('sc_cat_item', 'sc_cat_item'), reference('variable_set', 'item_option_new_set')],
  },
  {
    name: 'item_option_new',
    label: 'Variable',
    fields: [
      shown('name'),
      text('question_text'),
      text('type'),
      reference('cat_item', 'sc_cat_item'),
      reference('variable_set', 'item_option_new_set'),
      text('reference'),
      integer('order'),
      flag('active'),
      flag('mandatory'),
    ],
  },
  {
    name: 'question_choice',
    label: 'Question Choice',
    fields: [
      reference('question', 'item_option_new'),
      shown('text'),
      text('value'),
      integer('order'),
      flag('inactive'),
    ],
  },
  {
    name: 'sc_item_option',
    label: 'Options',
    fields: [reference('item_option_new', 'item_option_new'), shown('value'), integer('order')],
  },
  {
    name: 'sc_item_option_mtom',
    label: 'Variable Ownership',
    fields: [reference('request_item', 'sc_req_item'), reference('sc_item_option', 'sc_item_option')],
  },
  {
    name: 'sc_multi_row_question_answer',
    label: 'Multi Row Question Answer',
    fields: [
      text('parent_id'),
      text('parent_table_name'),
      text('row_index'),
      reference('item_option_new', 'item_option_new'),
      reference('variable_set', 'item_option_new_set'),
      text('value'),
    ],
  },
]
