import type { ChoiceFacts, InstanceFacts, ItemFacts, VariableFacts } from '../map/instance-facts.ts'
import { isSet, type RawRow, textIn } from '../raw-row.ts'
import type { CatalogueTable } from './catalogue-specs.ts'

/** The rows of the catalogue, by table. */
export type CatalogueRows = Readonly<Record<CatalogueTable, readonly RawRow[]>>

/** Puts rows of the catalogue together: each item with the variables of its own and of its variable sets. */
export function toInstanceFacts(rows: CatalogueRows, orders: ReadonlyMap<string, number>): InstanceFacts {
  const variables = variablesBy(rows)
  const sets = Map.groupBy(rows.io_set_item, ({ sc_cat_item: item = '' }) => item)
  const items = rows.sc_cat_item.map((row): ItemFacts => {
    const { sys_id: sysId = '' } = row
    const ofSets = (sets.get(sysId) ?? []).flatMap(({ variable_set: set = '' }) => variables.ofSet.get(set) ?? [])
    return {
      sysId,
      name: textIn(row, 'name')?.trim() ?? '',
      active: row.active === undefined || isSet(row, 'active'),
      tickets: orders.get(sysId) ?? 0,
      variables: [...(variables.ofItem.get(sysId) ?? []), ...ofSets],
    }
  })
  const classes = new Map(rows.sc_cat_item.map((row) => [row.sys_id ?? '', row.sys_class_name ?? ''] as const))
  const orderable = items.filter(({ sysId, tickets }) => tickets > 0 || !ordersNothing.has(classes.get(sysId) ?? ''))
  return { items: orderable, choices: choicesIn(rows.sys_choice) }
}

/** Entries of the catalogue that no requested item is ever made of: forms of other tables, guides and pages. */
const ordersNothing: ReadonlySet<string> = new Set(['sc_cat_item_producer', 'sc_cat_item_guide', 'sc_cat_item_content'])

interface Variables {
  readonly ofItem: ReadonlyMap<string, readonly VariableFacts[]>
  readonly ofSet: ReadonlyMap<string, readonly VariableFacts[]>
}

function variablesBy(rows: CatalogueRows): Variables {
  const choices = Map.groupBy(
    rows.question_choice.filter((row) => !isSet(row, 'inactive')),
    ({ question = '' }) => question,
  )
  const sets = new Map(rows.item_option_new_set.map((row) => [row.sys_id ?? '', row] as const))
  const ofItem = new Map<string, VariableFacts[]>()
  const ofSet = new Map<string, VariableFacts[]>()
  for (const row of rows.item_option_new.toSorted(inOrder)) {
    const { name = '', question_text: question = '', type = '', variable_set: set = '', cat_item: item = '' } = row
    // Lines between questions are variables, too, and have no name.
    if (name === '') continue
    const values = (choices.get(row.sys_id ?? '') ?? []).toSorted(inOrder).map(({ value = '' }) => value)
    const known = sets.get(set)
    const multiRow = known?.type === 'one_to_many' ? known.internal_name : undefined
    const variable: VariableFacts = {
      name,
      question,
      type,
      choices: [...new Set(values)],
      ...(multiRow && { rows: multiRow }),
      ...(row.active === 'false' && { active: false }),
    }
    const [into, key] = set === '' ? [ofItem, item] : [ofSet, set]
    into.set(key, [...(into.get(key) ?? []), variable])
  }
  return { ofItem, ofSet }
}

function inOrder(one: RawRow, other: RawRow): number {
  return (Number(one.order) || 0) - (Number(other.order) || 0)
}

/** An instance of several languages has a row of `sys_choice` for each; the value is the same. */
function choicesIn(rows: readonly RawRow[]): readonly ChoiceFacts[] {
  const choices = new Map<string, ChoiceFacts>()
  for (const row of rows) {
    if (isSet(row, 'inactive')) continue
    const { name: table = '', element = '', value = '', label = '' } = row
    const key = JSON.stringify([table, element, value])
    if (value !== '' && !choices.has(key)) choices.set(key, { table, element, value, label })
  }
  return [...choices.values()]
}
