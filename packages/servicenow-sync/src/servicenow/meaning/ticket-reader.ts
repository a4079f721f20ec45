import { bad, type Fault, good, quote, type Reading } from '@ticketbound/core'
import type { Condition, ReadRule } from '../map/servicenow-map.ts'
import { textIn } from '../raw-row.ts'
import { type Answer, type Answers, answersInRow } from './answers.ts'
import { recordFault } from './record-fault.ts'
import type { TicketFacts } from './ticket-facts.ts'

/** What a ticket says in one place. */
export interface Said {
  /** Empty where the ticket says nothing there. */
  readonly text: string
  /** Whether the text names a record by its `sys_id`. */
  readonly isReference: boolean
  /** Whether the text can name several, separated by commas. */
  readonly isList: boolean
  /** The answer, where it is one. */
  readonly answer?: Answer
}

/** Reads what one ticket, or one row of its multi-row variable set, says. */
export interface TicketReader {
  /** Tells what stands in a field or an answer; a fault where that may not be seen, or is not there. */
  say(rule: Pick<ReadRule, 'from' | 'name' | 'default'>): Reading<Said>
  /** Makes a fault of this ticket. */
  fault(field: string, fault: Omit<Fault, 'field'>): Fault
}

const nothing: Said = { text: '', isReference: false, isList: false }

/** The types of variables, as the vendor numbers them, whose answers name records; a list collector names several. */
const listCollector = '21'
const referenceTypes: ReadonlySet<string> = new Set(['8', '31', listCollector])

/** The columns of tickets that name users and records. Others are told by what they hold. */
const referenceFields: ReadonlySet<string> = new Set([
  'requested_for',
  'requested_by',
  'opened_by',
  'closed_by',
  'assigned_to',
  'assignment_group',
  'cat_item',
  'request.requested_for',
  'request.opened_by',
])

/** Reads a ticket by its answers, and by the cells of a row before those where one is given. */
export function createTicketReader(facts: TicketFacts, answers: Answers, cells?: Answers): TicketReader {
  const { table, ticket } = facts

  function fault(field: string, given: Omit<Fault, 'field'>): Fault {
    return recordFault({ table, row: ticket }, field, given)
  }

  function say({ from, name, default: otherwise }: Pick<ReadRule, 'from' | 'name' | 'default'>): Reading<Said> {
    if (from === 'field') return sayField(name, otherwise)
    const inRow = cells?.find(name) ?? []
    const found = inRow.length > 0 ? inRow : answers.find(name)
    const [answer, ...others] = found
    if (answer === undefined) return otherwise === undefined ? bad(fault(name, unanswered(name))) : good(nothing)
    if (others.length > 0) return bad(fault(name, ambiguous(name)))
    if (answer.value === undefined) return bad(fault(name, hidden(`the answer to ${quote(name)}`)))
    const isList = answer.type === listCollector
    return good({ text: answer.value, isReference: referenceTypes.has(answer.type), isList, answer })
  }

  function sayField(name: string, otherwise: string | undefined): Reading<Said> {
    const text = textOfField(name, facts)
    if (text !== undefined)
      return good({ ...nothing, text: text.trim().normalize('NFC'), isReference: referenceFields.has(name) })
    return otherwise === undefined ? bad(fault(name, hidden(`field ${quote(name)}`))) : good(nothing)
  }

  return { say, fault }
}

/** The text of a field of the ticket; whom an item is for stood on its request alone before items had a field for it. */
function textOfField(name: string, { ticket, request }: TicketFacts): string | undefined {
  const own = Object.hasOwn(ticket, name) ? ticket[name] : undefined
  if (name === 'requested_for' && !own && request !== undefined) return textIn(request, name) ?? own
  if (own !== undefined || !name.startsWith('request.') || request === undefined) return own
  const ofRequest = name.slice('request.'.length)
  return Object.hasOwn(request, ofRequest) ? request[ofRequest] : undefined
}

/** Says whether a rule is for a ticket; a fault where what it hangs on may not be seen. */
export function isMet({ from, name, is }: Condition, reader: TicketReader): Reading<boolean> {
  const said = reader.say({ from, name, default: '' })
  return said.ok ? good(is.includes(said.value.text)) : said
}

/** The rows of a multi-row variable set, each with its index, in their order. */
export function rowsOf({ cells }: TicketFacts, set: string): ReadonlyMap<string, Answers> {
  const byIndex = new Map<string, (typeof cells)[number][]>()
  for (const cell of cells) {
    if (textIn(cell, 'variable_set.internal_name') !== set) continue
    const index = textIn(cell, 'row_index') ?? ''
    byIndex.set(index, [...(byIndex.get(index) ?? []), cell])
  }
  const sorted = [...byIndex].sort(([one], [other]) => Number(one) - Number(other) || (one < other ? -1 : 1))
  return new Map(sorted.map(([index, row]) => [index, answersInRow(row)]))
}

function unanswered(name: string): Omit<Fault, 'field'> {
  return {
    code: 'answer-missing',
    message: `there is no answer to ${quote(name)}`,
    help: 'check the name of the variable and the read ACLs of sc_item_option; where older tickets lack it, say what holds then with `default`',
  }
}

function hidden(what: string): Omit<Fault, 'field'> {
  return {
    code: 'answer-unreadable',
    message: `${what} may not be read, or is masked`,
    help: 'let the integration user read it; a masked variable can say nothing here',
  }
}

function ambiguous(name: string): Omit<Fault, 'field'> {
  return {
    code: 'answer-ambiguous',
    message: `${quote(name)} has several answers that differ`,
    help: 'give the variables of the item and of its variable sets different names',
  }
}
