import type { RawRow } from '../../raw-row.ts'
import type { TicketFacts } from '../ticket-facts.ts'

/** An instant of the tenth of March 2026, as the Table API writes it. */
export function at(clock: string): string {
  return `2026-03-10 ${clock}:00`
}

/** The same instant as the exchange format writes it. */
export function on(clock: string): string {
  return `2026-03-10T${clock}:00Z`
}

/** A closed requested item that rita opened for alice. */
export function aTicket(fields: RawRow = {}): RawRow {
  return {
    sys_id: 't-1',
    sys_created_on: at('08:00'),
    sys_updated_on: at('12:00'),
    sys_created_by: 'rita',
    number: 'RITM0001',
    state: '3',
    active: 'false',
    approval: 'approved',
    opened_at: at('08:00'),
    opened_by: 'u-rita',
    closed_at: at('12:00'),
    request: 'q-1',
    cat_item: 'i-prod',
    requested_for: 'u-alice',
    ...fields,
  }
}

/** An answer with its question. */
export function anAnswer(name: string, value: string | undefined, fields: RawRow = {}): RawRow {
  const row: Record<string, string> = {
    sys_id: `m-${name}`,
    request_item: 't-1',
    'sc_item_option.sys_id': `o-${name}`,
    'sc_item_option.sys_updated_on': at('08:00'),
    'sc_item_option.item_option_new.name': name,
    'sc_item_option.item_option_new.question_text': `Which ${name}?`,
    'sc_item_option.item_option_new.type': '6',
    ...fields,
  }
  if (value !== undefined) row['sc_item_option.value'] = value
  return row
}

/** The type of a variable, for `anAnswer`. */
export function ofType(type: string): RawRow {
  return { 'sc_item_option.item_option_new.type': type }
}

/** A cell of a row of the multi-row variable set `access_rows`. */
export function aCell(index: string, name: string, value: string, fields: RawRow = {}): RawRow {
  return {
    sys_id: `c-${index}-${name}`,
    sys_updated_on: at('08:00'),
    parent_id: 't-1',
    row_index: index,
    value,
    'variable_set.internal_name': 'access_rows',
    'item_option_new.name': name,
    'item_option_new.type': '6',
    ...fields,
  }
}

/** Bob's approval of the item at ten, written by bob. */
export function anApprovalRow(fields: RawRow = {}): RawRow {
  return {
    sys_id: 'p-1',
    sys_updated_on: at('10:00'),
    sys_updated_by: 'bob',
    sysapproval: 't-1',
    approver: 'u-bob',
    state: 'approved',
    group: '',
    ...fields,
  }
}

/** A task that closed complete at eleven. */
export function aTask(fields: RawRow = {}): RawRow {
  return {
    sys_id: 'k-1',
    request_item: 't-1',
    state: '3',
    active: 'false',
    closed_at: at('11:00'),
    short_description: 'Create the account',
    ...fields,
  }
}

/** Everything about one ticket. */
export function someFacts(facts: Partial<TicketFacts> = {}): TicketFacts {
  return {
    table: 'sc_req_item',
    ticket: aTicket(),
    request: { sys_id: 'q-1', number: 'REQ0001', requested_for: 'u-alice' },
    tasks: [],
    answers: [],
    cells: [],
    approvals: [],
    groupApprovals: [],
    ...facts,
  }
}
