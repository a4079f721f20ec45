import { type RawRow, textIn } from '../raw-row.ts'
import { latestRows } from './latest-rows.ts'

/** An answer to a variable. */
export interface Answer {
  readonly name: string
  /** The variable's type, as the vendor numbers types. */
  readonly type: string
  /** Absent where it may not be read: masked, or hidden by an ACL. */
  readonly value?: string
  /** When it was last written. */
  readonly updatedOn?: string
}

/** The answers of one ticket, or of one row of a multi-row variable set. */
export interface Answers {
  /** Every answer to a variable of this name, or else to a question of this text; several only where they differ. */
  find(name: string): readonly Answer[]
}

/** Masked variables hold secrets: the Table API gives them encrypted, and that must not be taken for an answer. */
const maskedType = '25'

/** The answers that a ticket's rows of `sc_item_option_mtom` hold; of an answer that was read again, the later reading. */
export function answersOf(rows: readonly RawRow[], options: readonly RawRow[] = []): Answers {
  const again = latestRows(options)
  const links = [...latestRows(rows, 'sc_item_option.sys_updated_on').values()]
  return indexed(links.map((row) => toAnswer(row, again.get(textIn(row, 'sc_item_option.sys_id') ?? ''))))
}

/** The answers that the cells of one row of a multi-row variable set hold. */
export function answersInRow(cells: readonly RawRow[]): Answers {
  return indexed(
    [...latestRows(cells).values()].map((cell) =>
      answer(cell, 'item_option_new', { value: cell.value, updatedOn: cell.sys_updated_on }),
    ),
  )
}

interface Version {
  readonly value: string | undefined
  readonly updatedOn: string | undefined
}

function updatedOn(row: RawRow): string {
  return textIn(row, 'sys_updated_on') ?? ''
}

function toAnswer(row: RawRow, option: RawRow | undefined): Answered {
  const own: Version = {
    value: row['sc_item_option.value'],
    updatedOn: row['sc_item_option.sys_updated_on'],
  }
  const again = option && updatedOn(option) >= (own.updatedOn ?? '')
  return answer(
    row,
    'sc_item_option.item_option_new',
    again ? { value: option.value, updatedOn: option.sys_updated_on } : own,
  )
}

interface Answered {
  readonly answer: Answer
  readonly question: string | undefined
}

function answer(row: RawRow, question: string, { value, updatedOn }: Version): Answered {
  const type = textIn(row, `${question}.type`) ?? ''
  return {
    question: textIn(row, `${question}.question_text`),
    answer: {
      name: textIn(row, `${question}.name`) ?? '',
      type,
      ...(value !== undefined && type !== maskedType && { value: value.trim().normalize('NFC') }),
      ...(updatedOn !== undefined && { updatedOn }),
    },
  }
}

const none: readonly Answer[] = []

function indexed(answered: readonly Answered[]): Answers {
  const byName = new Map<string, Answer[]>()
  const byQuestion = new Map<string, Answer[]>()
  for (const { answer, question } of answered) {
    if (answer.name !== '') enter(byName, answer.name, answer)
    if (question !== undefined) enter(byQuestion, question, answer)
  }
  return { find: (name) => byName.get(name) ?? byQuestion.get(name) ?? none }
}

/** Two variables of one name that say the same are as good as one. */
function enter(into: Map<string, Answer[]>, name: string, answer: Answer): void {
  const known = into.get(name) ?? []
  into.set(name, known)
  const same = known.findIndex(({ value, type }) => value === answer.value && type === answer.type)
  const earlier = known[same]
  if (earlier === undefined) known.push(answer)
  else if ((earlier.updatedOn ?? '') < (answer.updatedOn ?? '')) known[same] = answer
}
