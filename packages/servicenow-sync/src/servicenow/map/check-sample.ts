import type { Fault, FaultPath } from '@ticketbound/core'
import { answersOf } from '../meaning/answers.ts'
import type { Names } from '../meaning/names.ts'
import { ruleFor } from '../meaning/rule-for.ts'
import type { TicketFacts } from '../meaning/ticket-facts.ts'
import { createTicketReader } from '../meaning/ticket-reader.ts'
import { toRequestRows } from '../meaning/to-request-rows.ts'
import { textIn } from '../raw-row.ts'
import type { ServiceNowMap } from './servicenow-map.ts'

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

/** Reads a sample of tickets by a map, and tells how many it reads without a fault. */
export function checkSample(map: ServiceNowMap, sample: readonly TicketFacts[], names: Names): SampleCheck {
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
