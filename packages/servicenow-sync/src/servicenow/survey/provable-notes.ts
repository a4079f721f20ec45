import type { PathFault } from '@ticketbound/core'
import type { CatalogueTable } from './catalogue-specs.ts'
import type { Gap } from './gap.ts'

const ofVariables: readonly CatalogueTable[] = ['sc_cat_item', 'item_option_new', 'io_set_item']

/** Notes that something is not there, by code, and the tables that must have been seen whole for that. */
const needs: Readonly<Record<string, readonly CatalogueTable[]>> = {
  'item-unknown': ['sc_cat_item'],
  'variable-unknown': ofVariables,
  'rows-unknown': [...ofVariables, 'item_option_new_set'],
  'value-unknown': [...ofVariables, 'question_choice'],
}

/** The notes that stand in spite of what could not be seen: what was not shown may well be there. */
export function provableNotes(notes: readonly PathFault[], gaps: readonly Gap[]): readonly PathFault[] {
  const unseen = new Set(gaps.map(({ table }) => table))
  return notes.filter(({ code }) => !needs[code]?.some((table) => unseen.has(table)))
}
