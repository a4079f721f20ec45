import type { RawRow } from '../../../packages/servicenow-sync/src/servicenow/raw-row.ts'

/** The catalogue item that every ticket is of. */
export const itemName = 'Production access'

/** What each ticket answers, by the name of the question. */
export const questions = ['role', 'owner', 'end_date', 'reason'] as const

const people = 1000
const item = idOf('i', 0)
const created = '2026-01-10 08:00:00'
const decided = '2026-01-10 10:00:00'
const closed = '2026-01-10 12:00:00'

/** The rows of each table that so many tickets are made of: an order, four answers and an approval each. */
export function ticketTables(tickets: number): ReadonlyMap<string, Iterable<RawRow>> {
  return new Map<string, Iterable<RawRow>>([
    ['sc_cat_item', [record(item, { name: itemName, active: 'true' })]],
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
    cat_item: item,
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
    'request_item.cat_item': item,
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

/** Keys in an order that has nothing to do with the tickets', as they are in an instance. */
function idOf(sort: string, place: number): string {
  const spread = Math.imul(place + 1, 0x9e3779b1) >>> 0
  return `${spread.toString(16).padStart(8, '0')}${sort.charCodeAt(0).toString(16)}${place.toString(16).padStart(22, '0')}`
}
