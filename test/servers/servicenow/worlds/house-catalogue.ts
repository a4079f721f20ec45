import type { World } from '../world/create-world.ts'
import type { Row, RowValues } from '../world/row.ts'
import { idOf } from './row-values.ts'

/** A question of a catalogue item or of a variable set. */
export interface HouseQuestion {
  readonly name: string
  readonly text?: string
  /** ServiceNow's number of the question's type; default 6, a single line. */
  readonly type?: string
  readonly reference?: string
  /** The values that can be chosen. */
  readonly choices?: readonly string[]
}

/** Verbs that add to the service catalogue of an instance. */
export interface HouseCatalogue {
  item(name: string, questions: readonly HouseQuestion[]): Row
  /** Adds a multi-row set of questions to an item. */
  multiRowSet(item: Row, internalName: string, questions: readonly HouseQuestion[]): Row
}

/** Makes the verbs that add to the service catalogue of a world. */
export function createCatalogue(world: World): HouseCatalogue {
  function item(name: string, questions: readonly HouseQuestion[]): Row {
    const row = world.insert('sc_cat_item', { name, active: 'true' })
    for (const [order, question] of questions.entries()) addQuestion(question, order, { cat_item: idOf(row) })
    return row
  }

  function multiRowSet(of: Row, internalName: string, questions: readonly HouseQuestion[]): Row {
    const set = world.insert('item_option_new_set', {
      title: internalName,
      internal_name: internalName,
      type: 'one_to_many',
    })
    world.insert('io_set_item', { sc_cat_item: idOf(of), variable_set: idOf(set) })
    for (const [order, question] of questions.entries()) addQuestion(question, order, { variable_set: idOf(set) })
    return set
  }

  function addQuestion(question: HouseQuestion, order: number, of: RowValues) {
    const { name, text = name, type = '6', reference = '', choices = [] } = question
    const values = { name, question_text: text, type, reference, order: String(order), active: 'true', ...of }
    const row = world.insert('item_option_new', values)
    for (const [at, value] of choices.entries())
      world.insert('question_choice', { question: idOf(row), text: value, value, order: String(at), inactive: 'false' })
  }

  return { item, multiRowSet }
}
