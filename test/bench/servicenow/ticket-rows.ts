import type { RawRow } from '../../../packages/servicenow-sync/src/servicenow/raw-row.ts'

const people = 1000

/** The catalogue item that every ticket is of. */
export const itemName = 'Production access'

/** What each ticket answers, by the name of the question. */
export const questions = ['role', 'owner', 'end_date', 'reason'] as const

/** Its key. */
export const itemId = idOf('i', 0)

const created = '2026-01-10 08:00:00'
const decided = '2026-01-10 10:00:00'
const closed = '2026-01-10 12:00:00'

/** The rows of each table that so many tickets are made of: an order, four answers and an approval each. */
export function ticketTables(tickets: number): ReadonlyMap<string, Iterable<RawRow>> {
  return new Map<string, Iterable<RawRow>>([
    ['sc_cat_item', [record(itemId, { name: itemName, active: 'true' })]],
    ['sys_user', rowsOf(people, userRow)],
    ['sc_request', rowsOf(tickets, orderRow)],
    ['sc_req_item', rowsOf(tickets, ticketRow)],
    ['sc_item_option_mtom', rowsOf(tickets * questions.length, answerRow)],
    ['sysapproval_approver', rowsOf(tickets, approvalRow)],
  ])
}

function* rowsOf(count: number, rowAt: (place: number) => RawRow): Generator<RawRow> {
  for (let place = 0; place < count; place += 1) yield rowAt(place)
}

function userRow(place: number): RawRow {
  return record(idOf('u', place), {
    user_name: `p${place}`,
    active: 'true',
    manager: '',
    email: `p${place}@example.org`,
  })
}

function orderRow(place: number): RawRow {
  return record(idOf('q', place), {
    ...taskOf('REQ', place),
    request_state: 'closed_complete',
    requested_for: user(place),
  })
}

function ticketRow(place: number): RawRow {
  return record(idOf('t', place), {
    ...taskOf('RITM', place),
    request: idOf('q', place),
    cat_item: itemId,
    requested_for: user(place),
    closed_by: user(place + 2),
    stage: 'complete',
    short_description: 'Access to the production system',
  })
}

function taskOf(prefix: string, place: number): RawRow {
  return {
    sys_created_by: `p${(place + 1) % people}`,
    number: `${prefix}${String(place).padStart(7, '0')}`,
    state: '3',
    active: 'false',
    approval: 'approved',
    opened_at: created,
    opened_by: user(place + 1),
    closed_at: closed,
  }
}

function answerRow(place: number): RawRow {
  const ticket = Math.floor(place / questions.length)
  const name = questions[place % questions.length] ?? 'role'
  return record(idOf('m', place), {
    request_item: idOf('t', ticket),
    'request_item.cat_item': itemId,
    'sc_item_option.sys_id': idOf('o', place),
    'sc_item_option.value': answerTo(name, ticket),
    'sc_item_option.sys_created_on': created,
    'sc_item_option.sys_updated_on': created,
    'sc_item_option.item_option_new.name': name,
    'sc_item_option.item_option_new.question_text': `Which ${name}?`,
    // A reference, or one line of text.
    'sc_item_option.item_option_new.type': name === 'owner' ? '8' : '6',
  })
}

function answerTo(name: (typeof questions)[number], ticket: number): string {
  if (name === 'role') return `app-${ticket % 500}`
  if (name === 'owner') return user(ticket + 3)
  return name === 'end_date' ? '2027-01-10' : 'Joins the team that runs this service'
}

function approvalRow(place: number): RawRow {
  return record(idOf('a', place), {
    sys_updated_on: decided,
    sys_updated_by: `p${(place + 3) % people}`,
    sysapproval: idOf('t', place),
    'sysapproval.sys_class_name': 'sc_req_item',
    document_id: '',
    source_table: '',
    approver: user(place + 3),
    state: 'approved',
    group: '',
  })
}

function record(id: string, fields: RawRow): RawRow {
  return { sys_id: id, sys_created_on: created, sys_updated_on: closed, ...fields }
}

function user(place: number): string {
  return idOf('u', place % people)
}

/** Tickets come in an order that has nothing to do with that of what belongs to them, as they do in an instance. */
function idOf(sort: 'a' | 'i' | 'm' | 'o' | 'q' | 't' | 'u', place: number): string {
  const spread = sort === 't' ? Math.imul(place + 1, 0x9e3779b1) >>> 0 : place
  return `${hex(spread, 8)}${hex(sort.charCodeAt(0), 2)}${hex(place, 22)}`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
