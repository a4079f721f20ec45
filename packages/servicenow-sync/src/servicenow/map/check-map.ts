import { closest, type Fault, type FaultPath, faultAt, type PathFault, quote } from '@ticketbound/core'
import { answersOf } from '../meaning/answers.ts'
import type { Names } from '../meaning/names.ts'
import { ruleFor } from '../meaning/rule-for.ts'
import { meaningOf } from '../meaning/state-of.ts'
import type { TicketFacts } from '../meaning/ticket-facts.ts'
import { createTicketReader } from '../meaning/ticket-reader.ts'
import { toRequestRows } from '../meaning/to-request-rows.ts'
import { isSet, textIn } from '../raw-row.ts'
import { type InstanceFacts, type ItemFacts, looksLikeAccess, type VariableFacts } from './instance-facts.ts'
import type { ItemRule, ServiceNowMap, StateTable, ValueRule } from './servicenow-map.ts'
import { undecidedStates, vendorOpenStates } from './vendor-defaults.ts'

/** What holding a map against its instance showed. */
export interface MapCheck {
  /** What does not fit, or is not spoken of; each path leads into the map. */
  readonly notes: readonly PathFault[]
  readonly sample: SampleCheck
}

/** How the map reads some tickets. */
export interface SampleCheck {
  readonly tickets: number
  /** Tickets that a rule of the map speaks of. */
  readonly mapped: number
  /** Of those, the ones that are request lines without a fault. */
  readonly clean: number
  /** What is wrong with the others: each code once, the most frequent first. */
  readonly faults: readonly SampleFault[]
}

/** What is wrong with some tickets of a sample. */
export interface SampleFault {
  readonly code: string
  /** How many tickets it concerns. */
  readonly tickets: number
  /** One of them by its number, and what is wrong with it. The message may hold what the ticket says. */
  readonly number: string
  readonly example: Fault
  /** The part of the map by which it was read. */
  readonly path: FaultPath
}

/** Holds a map against what its instance has, and against a sample of its tickets. */
export function checkMap(
  map: ServiceNowMap,
  facts: InstanceFacts,
  sample: readonly TicketFacts[],
  names: Names,
): MapCheck {
  return {
    notes: [
      ...map.items.flatMap((rule, index) => itemNotes(rule, ['items', index], facts.items)),
      ...unmappedItems(map, facts.items),
      ...stateNotes(map, facts, sample),
      ...approvalNotes(map, facts),
    ],
    sample: checkSample(map, sample, names),
  }
}

function itemNotes(rule: ItemRule, path: FaultPath, items: readonly ItemFacts[]): readonly PathFault[] {
  if (rule.table !== 'sc_req_item' || rule.item === '*') return []
  const ordered = items.filter(({ name, sysId }) => name === rule.item || sysId === rule.item)
  if (ordered.length === 0) return [itemUnknown(rule.item, path, items)]
  const variables = ordered.flatMap((item) => item.variables)
  return [
    ...variableNotes(rule, path, variables),
    ...rowsNote(rule, path, variables),
    ...unprovenNote(rule, path, variables),
  ]
}

function itemUnknown(item: string, path: FaultPath, items: readonly ItemFacts[]): PathFault {
  const meant = closest(
    item,
    items.map(({ name }) => name),
  )
  return faultAt([...path, 'item'], {
    code: 'item-unknown',
    message: `the instance has no catalogue item ${quote(item)} that can be seen`,
    help: meant === undefined ? 'correct the name, or give its sys_id' : `did you mean ${quote(meant)}?`,
  })
}

interface Read {
  readonly name: string
  readonly values?: ReadonlyMap<string, unknown>
}

/** The variables that a rule reads, with the part that reads each. */
function variablesIn(rule: ItemRule): readonly (readonly [part: string, read: Read])[] {
  const { when, kind, principal, entitlement, level, owner, expiresAt, justification } = rule
  const parts: Readonly<Record<string, ValueRule | undefined>> = {
    principal,
    entitlement,
    level,
    owner,
    expiresAt,
    justification,
  }
  const found: (readonly [string, Read])[] = []
  if (when?.from === 'variable') found.push(['when', { name: when.name }])
  if (typeof kind !== 'string' && kind.from === 'variable') found.push(['kind', kind])
  for (const [part, value] of Object.entries(parts)) if (value?.from === 'variable') found.push([part, value])
  return found
}

function variableNotes(rule: ItemRule, path: FaultPath, variables: readonly VariableFacts[]): readonly PathFault[] {
  return variablesIn(rule).flatMap(([part, { name, values }]) => {
    const known = variables.filter((variable) => variable.name === name || variable.question === name)
    if (known.length === 0) return [variableUnknown(name, [...path, part, 'variable'], variables)]
    if (values === undefined || values.has('*')) return []
    const choices = [...new Set(known.flatMap((variable) => variable.choices))]
    return [
      ...valuesMissing(choices, values, [...path, part, 'values']),
      ...valuesUnknown(choices, values, [...path, part, 'values']),
    ]
  })
}

function variableUnknown(name: string, path: FaultPath, variables: readonly VariableFacts[]): PathFault {
  const names = variables.map((variable) => variable.name)
  const meant = closest(name, names)
  const known =
    names.length === 0 ? 'it has none that can be seen' : `it has ${names.slice(0, 20).map(quote).join(', ')}`
  return faultAt(path, {
    code: 'variable-unknown',
    message: `the item has no variable ${quote(name)}`,
    help: meant === undefined ? known : `did you mean ${quote(meant)}?`,
  })
}

function valuesMissing(
  choices: readonly string[],
  values: ReadonlyMap<string, unknown>,
  path: FaultPath,
): readonly PathFault[] {
  const missing = choices.filter((choice) => choice !== '' && !values.has(choice))
  if (missing.length === 0) return []
  return [
    faultAt(path, {
      code: 'value-unlisted',
      message: `nothing says what ${missing.slice(0, 20).map(quote).join(', ')} stands for, and it can be chosen`,
      help: 'list it, or `*` for any other text',
    }),
  ]
}

/** A text that cannot be chosen any more may stand on old tickets, so that it is told only where the list is known. */
function valuesUnknown(
  choices: readonly string[],
  values: ReadonlyMap<string, unknown>,
  path: FaultPath,
): readonly PathFault[] {
  if (choices.length === 0) return []
  return [...values.keys()]
    .filter((value) => !choices.includes(value))
    .map((value) =>
      faultAt([...path, value], {
        code: 'value-unknown',
        message: `${quote(value)} cannot be chosen`,
        help: 'values are compared with case, not labels; keep it where older tickets have it',
      }),
    )
}

function rowsNote({ rows }: ItemRule, path: FaultPath, variables: readonly VariableFacts[]): readonly PathFault[] {
  if (rows === undefined || variables.some((variable) => variable.rows === rows)) return []
  const meant = closest(
    rows,
    variables.flatMap((variable) => variable.rows ?? []),
  )
  return [
    faultAt([...path, 'rows'], {
      code: 'rows-unknown',
      message: `the item has no multi-row variable set ${quote(rows)}`,
      help: meant === undefined ? 'write its internal name' : `did you mean ${quote(meant)}?`,
    }),
  ]
}

const requestedForType = '31'

function unprovenNote(
  { principal, kind }: ItemRule,
  path: FaultPath,
  variables: readonly VariableFacts[],
): readonly PathFault[] {
  const variable = variables.find(({ type }) => type === requestedForType)
  if (kind === 'none' || principal.from !== 'field' || variable === undefined) return []
  return [
    faultAt([...path, 'principal'], {
      code: 'principal-unproven',
      message: 'an edit of this field leaves no trace, so that nobody can prove whom an approval was for',
      help: `use \`{ variable: ${variable.name} }\`, whose edits are dated`,
    }),
  ]
}

function unmappedItems(map: ServiceNowMap, items: readonly ItemFacts[]): readonly PathFault[] {
  const mapped = new Set(map.items.map(({ item }) => item))
  return items
    .filter((item) => !mapped.has(item.name) && !mapped.has(item.sysId))
    .filter((item) => (item.active || item.tickets > 0) && looksLikeAccess(item))
    .map(({ name, tickets }) =>
      faultAt(['items'], {
        code: 'item-unmapped',
        message: `${quote(name)} looks like access (${tickets} ${tickets === 1 ? 'ticket' : 'tickets'}), and no rule speaks of it`,
        help: 'add a rule, `kind: none` where it asks for no access',
      }),
    )
}

/** States that can be set and that the map leaves to `*`, beside those that the vendor ships as open. */
function stateNotes(
  { states }: ServiceNowMap,
  { choices }: InstanceFacts,
  sample: readonly TicketFacts[],
): readonly PathFault[] {
  return (['sc_req_item', 'sc_task', 'change_request'] as const).flatMap((table) => {
    // Items and tasks without choices of their own take those of the table that they extend.
    const own = choices.filter((choice) => choice.table === table && choice.element === 'state')
    const shown =
      own.length > 0 ? own : choices.filter((choice) => choice.table === 'task' && choice.element === 'state')
    const labels = new Map(shown.map(({ value, label }) => [value, label] as const))
    const closed = sample.filter((facts) => facts.table === table && isClosedUnknown(facts, states[table]))
    for (const { ticket } of closed) {
      const state = textIn(ticket, 'state') ?? ''
      if (!labels.has(state)) labels.set(state, '')
    }
    const seen = new Set(closed.map(({ ticket }) => textIn(ticket, 'state') ?? ''))
    return [...labels]
      .filter(([value]) => !states[table].has(value) && (seen.has(value) || !vendorOpenStates[table].includes(value)))
      .map(([value, label]) => stateUnmapped(table, value, label, seen.has(value)))
  })
}

function isClosedUnknown({ ticket }: TicketFacts, states: ServiceNowMap['states'][StateTable]): boolean {
  return !isSet(ticket, 'active') && meaningOf(ticket, states) === 'open'
}

function stateUnmapped(table: StateTable, value: string, label: string, isClosed: boolean): PathFault {
  const what = label === '' ? quote(value) : `${quote(value)} (${quote(label)})`
  const seen = isClosed ? ', and closed tickets have it: they promise nothing' : ''
  return faultAt(['states', table], {
    code: 'state-unmapped',
    message: `nothing says what state ${what} means${seen}`,
    help: 'add it: open, closed-complete, closed-incomplete or cancelled',
  })
}

function approvalNotes({ approvals }: ServiceNowMap, { choices }: InstanceFacts): readonly PathFault[] {
  return choices
    .filter(({ table, element }) => table === 'sysapproval_approver' && element === 'state')
    .filter(({ value }) => value !== '' && !approvals.has(value) && !undecidedStates.includes(value))
    .map(({ value, label }) =>
      faultAt(['approvals'], {
        code: 'approval-unmapped',
        message: `nothing says whether ${quote(value)} (${quote(label)}) is a decision, so it is none`,
        help: 'add it where a person decided by it: approved or rejected',
      }),
    )
}

function checkSample(map: ServiceNowMap, sample: readonly TicketFacts[], names: Names): SampleCheck {
  const faults = new Map<string, { tickets: number; example: Fault; facts: TicketFacts }>()
  let mapped = 0
  let clean = 0
  for (const facts of sample) {
    const meaning = toRequestRows(facts, map, names)
    if (meaning.rows.length + meaning.faults.length > 0) mapped += 1
    if (meaning.rows.length > 0 && meaning.faults.length === 0) clean += 1
    const first = new Map(meaning.faults.toReversed().map((fault) => [fault.code, fault] as const))
    for (const [code, example] of first) {
      const known = faults.get(code)
      if (known === undefined) faults.set(code, { tickets: 1, example, facts })
      else known.tickets += 1
    }
  }
  const told = [...faults].map(([code, { tickets, example, facts }]) => {
    const number = textIn(facts.ticket, 'number') ?? ''
    return { code, tickets, number, example, path: partReading(example.field, facts, map, names) }
  })
  told.sort((one, other) => other.tickets - one.tickets || (one.code < other.code ? -1 : 1))
  return { tickets: sample.length, mapped, clean, faults: told }
}

/** The part of the map that reads a field or an answer of a ticket; the whole rule where none reads just that. */
function partReading(name: string | undefined, facts: TicketFacts, map: ServiceNowMap, names: Names): FaultPath {
  const rule = ruleFor(facts, map, createTicketReader(facts, answersOf(facts.answers, facts.options)), names)
  const used = rule.ok ? rule.value : map.items.find(({ item }) => isCalled(item, facts, names))
  if (used === undefined) return ['items']
  const index = map.items.indexOf(used)
  const parts = Object.entries(used).filter(([, part]) => typeof part === 'object' && part.name === name)
  const [part] = parts[0] ?? (used.rows === name ? ['rows'] : [])
  return part === undefined || name === undefined ? ['items', index] : ['items', index, part]
}

function isCalled(item: string, { ticket }: TicketFacts, names: Names): boolean {
  const ordered = textIn(ticket, 'cat_item') ?? ''
  return item === ordered || item === names.item(ordered)
}
