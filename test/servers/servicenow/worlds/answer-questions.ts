import type { World } from '../world/create-world.ts'
import type { Row, RowValues } from '../world/row.ts'
import type { HouseOrder } from './house-orders.ts'
import { idOf } from './row-values.ts'

/** Adds the answers to the questions of an order, of single questions and of multi-row sets. */
export function answerQuestions(world: World, requested: Row, ordered: HouseOrder, stamps: RowValues): void {
  const { item, variables = {}, rows = {} } = ordered
  for (const [name, value] of Object.entries(variables)) {
    const question = questionOf(world, { column: 'cat_item', id: idOf(item) }, name)
    const option = world.insert('sc_item_option', { item_option_new: question, value, ...stamps })
    world.insert('sc_item_option_mtom', { request_item: idOf(requested), sc_item_option: idOf(option), ...stamps })
  }
  for (const [internalName, answered] of Object.entries(rows)) {
    const set = idOf(world.rows('item_option_new_set').find((row) => row.internal_name === internalName))
    for (const [at, answers] of answered.entries()) answerRow(world, requested, { set, at, answers }, stamps)
  }
}

interface AnsweredRow {
  readonly set: string
  readonly at: number
  readonly answers: Readonly<Record<string, string>>
}

function answerRow(world: World, requested: Row, { set, at, answers }: AnsweredRow, stamps: RowValues): void {
  const index = `${idOf(requested).slice(0, 24)}${String(at).padStart(8, '0')}`
  const parent = { parent_id: idOf(requested), parent_table_name: 'sc_req_item', row_index: index, variable_set: set }
  for (const [name, value] of Object.entries(answers)) {
    const question = questionOf(world, { column: 'variable_set', id: set }, name)
    world.insert('sc_multi_row_question_answer', { ...parent, item_option_new: question, value, ...stamps })
  }
}

function questionOf(
  world: World,
  { column, id }: { readonly column: string; readonly id: string },
  name: string,
): string {
  const question = world.rows('item_option_new').find((row) => row[column] === id && row.name === name)
  if (question === undefined) throw new Error(`there is no question ${name}`)
  return idOf(question)
}
