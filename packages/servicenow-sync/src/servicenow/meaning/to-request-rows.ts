import { type Fault, good, quote, type Reading, type RequestKind, readRequest } from '@ticketbound/core'
import type { ItemRule, ServiceNowMap, ValueRule } from '../map/servicenow-map.ts'
import { textIn } from '../raw-row.ts'
import { type Answers, answersOf } from './answers.ts'
import { approvalsOf } from './approvals-of.ts'
import { changesOf, type KnownChanges } from './changes-of.ts'
import type { ApprovalRow, GateRow, Meaning, RequestRow } from './exchange-rows.ts'
import { gateOf } from './gate-of.ts'
import type { Names } from './names.ts'
import { readValue, readValues } from './read-value.ts'
import { recordFault } from './record-fault.ts'
import { ruleFor } from './rule-for.ts'
import { stateOf } from './state-of.ts'
import type { TicketFacts } from './ticket-facts.ts'
import { createTicketReader, rowsOf, type TicketReader } from './ticket-reader.ts'
import { type TicketTimes, timesOf } from './times-of.ts'
import { unresolved } from './unresolved.ts'
import { readVendorEnd } from './vendor-time.ts'

/**
 * Tells which request lines a ticket is: none where the map does not speak of its item. Every row that it gives is one that
 * core takes; what keeps a ticket, or one row of its multi-row variable set, from being one is a fault that names the record
 * and the field. Never throws for what a ticket holds. The order of the facts' rows does not matter.
 */
export function toRequestRows(facts: TicketFacts, map: ServiceNowMap, names: Names): Meaning<RequestRow> {
  const answers = answersOf(facts.answers, facts.options)
  const reader = createTicketReader(facts, answers)
  const rule = ruleFor(facts, map, reader, names)
  if (!rule.ok) return { rows: [], faults: rule.faults }
  if (rule.value === undefined) return { rows: [], faults: [] }
  const common = commonOf(facts, rule.value, { reader, map, names })
  if (!common.ok) return { rows: [], faults: common.faults }
  const lines = linesOf(rule.value, facts, { answers, reader, common: common.value, map, names })
  return checked(lines, facts)
}

/** What all lines of a ticket have in common. */
interface Common extends TicketTimes {
  readonly number: string
  readonly state: RequestRow['state']
  readonly requester: string
  readonly approvals: readonly ApprovalRow[]
  readonly gate?: GateRow
}

function commonOf(
  facts: TicketFacts,
  rule: ItemRule,
  { reader, map, names }: Pick<Reach, 'reader' | 'map' | 'names'>,
): Reading<Common> {
  const { table, ticket } = facts
  const state = stateOf(ticket, map.states[table])
  const times = timesOf(facts, state, rule, map)
  const approvals = approvalsOf(facts, map, names)
  const gate = gateOf(map, reader)
  if (!times.ok || !approvals.ok || !gate.ok) {
    return { ok: false, faults: [times, approvals, gate].flatMap((one) => (one.ok ? [] : one.faults)) }
  }
  const openedBy = textIn(ticket, 'opened_by') ?? ''
  return good({
    number: textIn(ticket, 'number') ?? '',
    state,
    requester: names.user(openedBy) ?? unresolved('sys_user', openedBy),
    ...times.value,
    approvals: approvals.value,
    ...(gate.value !== undefined && { gate: gate.value }),
  })
}

/** What is needed to read a line. */
interface Reach {
  readonly answers: Answers
  readonly reader: TicketReader
  readonly common: Common
  readonly map: ServiceNowMap
  readonly names: Names
}

function linesOf(rule: ItemRule, facts: TicketFacts, reach: Reach): Meaning<RequestRow> {
  const item = rule.item === '*' ? orderedItem(facts, reach.names) : rule.item
  if (rule.rows === undefined) return linesFrom(rule, facts, reach, item)
  const rows: RequestRow[] = []
  const faults: Fault[] = []
  const set = rowsOf(facts, rule.rows)
  for (const [index, cells] of set) {
    const reader = createTicketReader(facts, reach.answers, cells)
    const lines = linesFrom(rule, facts, { ...reach, reader }, `${item} #${index}`)
    rows.push(...lines.rows)
    faults.push(...lines.faults)
  }
  if (set.size === 0) faults.push(reach.reader.fault(rule.rows, noRows))
  return { rows, faults }
}

const noRows = {
  code: 'rows-missing',
  message: 'the multi-row variable set has no rows that can be read',
  help: 'check its internal name, and the read ACLs of sc_multi_row_question_answer',
}

function orderedItem({ ticket }: TicketFacts, names: Names): string {
  const ordered = textIn(ticket, 'cat_item') ?? ''
  return names.item(ordered) ?? ordered
}

/** The lines of one ticket, or of one row of its set: one for each principal and each entitlement that is named. */
function linesFrom(rule: ItemRule, facts: TicketFacts, reach: Reach, item: string): Meaning<RequestRow> {
  const { reader, common, names } = reach
  const kind = kindOf(rule, reader)
  if (!kind.ok) return { rows: [], faults: kind.faults }
  if (kind.value === 'none') return { rows: [serviceLine(rule, item, reach)], faults: [] }
  const principals = required('principal', rule.principal, 'people', reach)
  const entitlements = required('entitlement', rule.entitlement, 'thing', reach)
  const terms = termsOf(rule, reach)
  if (!principals.ok || !entitlements.ok || !terms.ok) {
    return { rows: [], faults: [principals, entitlements, terms].flatMap((one) => (one.ok ? [] : one.faults)) }
  }
  const changes = changesToTell(changesOf(rule, facts, reader, names), common.approvals)
  const several = { principals: principals.value.length > 1, entitlements: entitlements.value.length > 1 }
  const rows = principals.value.flatMap((principal) =>
    entitlements.value.map(
      (entitlement): RequestRow => ({
        ...common,
        item: [item, ...(several.principals ? [principal] : []), ...(several.entitlements ? [entitlement] : [])].join(
          ': ',
        ),
        kind: kind.value,
        principal,
        entitlement,
        ...terms.value,
        ...(changes && { changes }),
      }),
    ),
  )
  return { rows, faults: [] }
}

/** Service work is counted and no more, so that nothing but a missing date can keep it from being a line. */
function serviceLine(rule: ItemRule, item: string, { reader, common, names }: Reach): RequestRow {
  const principal = readValues(rule.principal, 'people', reader, names)
  return { ...common, item, kind: 'none', principal: (principal.ok && principal.value[0]) || common.requester }
}

function kindOf({ kind }: ItemRule, reader: TicketReader): Reading<RequestKind> {
  if (typeof kind === 'string') return good(kind)
  const said = reader.say(kind)
  if (!said.ok) return said
  const { text } = said.value
  const meant = text === '' ? kind.default : (kind.values.get(text) ?? kind.values.get('*'))
  if (meant !== undefined) return good(meant)
  const fault = text === '' ? empty('kind') : kindUnmapped(text)
  return { ok: false, faults: [reader.fault(kind.name, fault)] }
}

function kindUnmapped(text: string) {
  return {
    code: 'answer-not-mapped',
    message: `the map does not say which kind ${quote(text)} is`,
    help: 'add it to `values` of `kind`, or `*` for any other text',
  }
}

function empty(part: string) {
  return {
    code: 'answer-empty',
    message: `it does not say its ${part}`,
    help: 'make the variable mandatory, or say with `default` what holds then',
  }
}

function required(
  part: 'principal' | 'entitlement',
  rule: ValueRule | undefined,
  sort: 'people' | 'thing',
  { reader, names }: Reach,
): Reading<readonly string[]> {
  const values = rule === undefined ? good([]) : readValues(rule, sort, reader, names)
  if (!values.ok || values.value.length > 0) return values
  const field = rule === undefined || rule.from === 'constant' ? part : rule.name
  return { ok: false, faults: [reader.fault(field, empty(part))] }
}

type Terms = Pick<RequestRow, 'level' | 'owner' | 'expiresAt' | 'justification'>

function termsOf(rule: ItemRule, { reader, map, names }: Reach): Reading<Terms> {
  const level = readValue(rule.level, 'thing', reader, names)
  const owner = readValue(rule.owner, 'people', reader, names)
  const expiresAt = endOf(rule.expiresAt, map.zone, reader, names)
  if (!level.ok || !owner.ok || !expiresAt.ok) {
    return { ok: false, faults: [level, owner, expiresAt].flatMap((one) => (one.ok ? [] : one.faults)) }
  }
  const justification = readValue(rule.justification, 'text', reader, names)
  return good({
    ...(level.value !== undefined && { level: level.value }),
    ...(owner.value !== undefined && { owner: owner.value }),
    ...(expiresAt.value !== undefined && { expiresAt: expiresAt.value }),
    // A reason is for people to read; one that is missing or too long must not hide what was asked for.
    ...(justification.ok && justification.value !== undefined && { justification: shortened(justification.value) }),
  })
}

const longestReason = 4000

function shortened(text: string): string {
  return text.toWellFormed().slice(0, longestReason).toWellFormed()
}

function endOf(
  rule: ValueRule | undefined,
  zone: string | undefined,
  reader: TicketReader,
  names: Names,
): Reading<string | undefined> {
  const text = readValue(rule, 'text', reader, names)
  if (!text.ok || text.value === undefined || rule === undefined) return text
  const end = readVendorEnd(text.value, zone)
  if (end.ok) return end
  const field = rule.from === 'constant' ? 'expiresAt' : rule.name
  return { ok: false, faults: end.faults.map((fault) => reader.fault(field, fault)) }
}

/**
 * The changes to tell core. A list says that nothing else changed, so one that may not be whole is told only where it
 * matters: where an approval is older than an edit that is known. Else it is left out, and core says that what was
 * approved is unproven.
 */
function changesToTell({ changes, isWhole }: KnownChanges, approvals: readonly ApprovalRow[]): RequestRow['changes'] {
  if (isWhole) return changes
  const last = changes.at(-1)
  return last !== undefined && approvals.some(({ decidedAt }) => decidedAt < last.at) ? changes : undefined
}

/** Core's own reader has the last word on what is a line, in the words of this record. */
function checked({ rows, faults }: Meaning<RequestRow>, { table, ticket }: TicketFacts): Meaning<RequestRow> {
  const taken: RequestRow[] = []
  const refused: Fault[] = [...faults]
  for (const row of rows) {
    const reading = readRequest(row, { source: table, zone: 'UTC' })
    if (reading.ok) taken.push(row)
    else refused.push(...reading.faults.map(({ field, ...fault }) => recordFault({ table, row: ticket }, field, fault)))
  }
  return { rows: taken, faults: refused }
}
