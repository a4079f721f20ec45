import { entitlementOf } from '../entitlements.ts'
import { ownerOf } from '../exchange-rows.ts'
import type { Decision, Ticket } from '../world.ts'
import { formOf, questionOf } from './order-forms.ts'
import { stampOf, sysIdOf, type Write } from './write.ts'

/** The states of a requested item by what they mean. */
const closedStates = { 'closed-complete': '3', 'closed-incomplete': '4', cancelled: '7' } as const

const actions = { provision: 'Add', change: 'Change', deprovision: 'Remove' } as const

/** Who does what is asked for. */
const desk = 'service.desk'

/** A ticket's whole life as writes to the instance, in the order in which they happen. */
export function ticketWrites(ticket: Ticket): readonly Write[] {
  const writes = [
    ...ordered(ticket),
    ...answered(ticket),
    ...approvalsAsked(ticket),
    ...ticket.approvals.flatMap((decision, index) => decided(ticket, decision, index)),
    ...taskOpened(ticket),
    ...gatePassed(ticket),
    ...fulfilled(ticket),
    ...closed(ticket),
    ...reopened(ticket),
  ]
  return writes.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

/** The order and its one item, which carries the number by which the ticket is known. */
function ordered(ticket: Ticket): readonly Write[] {
  const { number, kind, principal, requester, openedAt } = ticket
  const opened = {
    state: '1',
    active: 'true',
    approval: approversOf(ticket).length > 0 ? 'requested' : 'not requested',
    opened_at: stampOf(openedAt),
    opened_by: sysIdOf('sys_user', requester),
    requested_for: sysIdOf('sys_user', principal),
  }
  const form = formOf(kind)
  return [
    {
      at: openedAt,
      by: requester,
      table: 'sc_request',
      row: number,
      values: { ...opened, number: `ORDER${number.slice('REQ'.length)}`, request_state: 'requested' },
    },
    {
      at: openedAt,
      by: requester,
      table: 'sc_req_item',
      row: number,
      values: {
        ...opened,
        number,
        short_description: form,
        request: sysIdOf('sc_request', number),
        cat_item: sysIdOf('sc_cat_item', form),
      },
    },
  ]
}

/** What was entered into the form: an answer to every question, empty where nothing was entered. */
function answered(ticket: Ticket): readonly Write[] {
  const { number, kind, requester, openedAt } = ticket
  const form = formOf(kind)
  return Object.entries(answersOf(ticket)).flatMap(([question, value]) => {
    const row = `${number}/${question}`
    const entered = { at: openedAt, by: requester, row }
    const asked = sysIdOf('item_option_new', questionOf(form, question))
    const link = { request_item: sysIdOf('sc_req_item', number), sc_item_option: sysIdOf('sc_item_option', row) }
    return [
      { ...entered, table: 'sc_item_option', values: { value, item_option_new: asked } },
      { ...entered, table: 'sc_item_option_mtom', values: link },
    ]
  })
}

function answersOf(ticket: Ticket): Readonly<Record<string, string>> {
  const { kind, principal, entitlement = '', level = '', expiresAt = '', justification } = ticket
  if (kind === 'none') return { reason: justification }
  const owner = ownerOf(ticket)
  return {
    action: actions[kind],
    access_for: sysIdOf('sys_user', principal),
    entitlement,
    level,
    owner: owner === undefined ? '' : sysIdOf('sys_user', owner),
    end_date: expiresAt,
    reason: justification,
  }
}

/** Whoever may decide is asked when the ticket is opened, also where nobody ever decides. */
function approvalsAsked(ticket: Ticket): readonly Write[] {
  const { number, openedAt } = ticket
  return approversOf(ticket).map((approver, index) => ({
    at: openedAt,
    by: 'system',
    table: 'sysapproval_approver',
    row: approvalOf(number, index),
    values: {
      sysapproval: sysIdOf('sc_req_item', number),
      document_id: sysIdOf('sc_req_item', number),
      source_table: 'sc_req_item',
      approver: sysIdOf('sys_user', approver),
      state: 'requested',
    },
  }))
}

function approversOf({ kind, approvals, entitlement, principal, closed }: Ticket): readonly string[] {
  if (approvals.length > 0) return approvals.map(({ approver, onBehalfOf }) => onBehalfOf ?? approver)
  if (kind === 'none' || kind === 'deprovision' || closed !== undefined) return []
  return (entitlementOf(entitlement ?? '')?.owners ?? []).filter((owner) => owner !== principal)
}

function approvalOf(number: string, index: number): string {
  return `${number}-${index + 1}`
}

/**
 * A decision changes the row of whom was asked, in the name of who decided, who may be a delegate. What was only said is
 * a comment on the ticket, and the row of whom was asked goes on to wait.
 */
function decided(
  { number }: Ticket,
  { approver, decision, decidedAt, how }: Decision,
  index: number,
): readonly Write[] {
  const done = { at: decidedAt, by: approver }
  if (how === 'informal') {
    return [{ ...done, table: 'sc_req_item', row: number, values: { comments: 'Fine with me' } }]
  }
  return [
    { ...done, table: 'sysapproval_approver', row: approvalOf(number, index), values: { state: decision } },
    { at: decidedAt, by: 'system', table: 'sc_req_item', row: number, values: { approval: decision } },
  ]
}

/** The task for the service desk: it is there once nothing stands in its way. */
function taskOpened(ticket: Ticket): readonly Write[] {
  const { number, openedAt, approvals, fulfilledAt } = ticket
  const isApproved = approvals.some(({ decision }) => decision === 'approved')
  if (!isApproved && fulfilledAt === undefined) return []
  const at = approvals.at(-1)?.decidedAt ?? openedAt
  const item = { request_item: sysIdOf('sc_req_item', number), request: sysIdOf('sc_request', number) }
  const task = { number: `TASK${number.slice('REQ'.length)}`, state: '1', active: 'true', opened_at: stampOf(at) }
  return [
    { at, by: 'system', table: 'sc_task', row: number, values: { ...item, ...task } },
    { at, by: 'system', table: 'sc_req_item', row: number, values: { state: '2' } },
  ]
}

function gatePassed({ number, gatePassedAt: at }: Ticket): readonly Write[] {
  if (at === undefined) return []
  return [{ at, by: 'system', table: 'sc_req_item', row: number, values: { u_gate_passed_at: stampOf(at) } }]
}

function fulfilled({ number, fulfilledAt: at }: Ticket): readonly Write[] {
  return at === undefined ? [] : [{ at, by: desk, table: 'sc_task', row: number, values: closing('3', at) }]
}

function closed({ number, closed: end }: Ticket): readonly Write[] {
  if (end === undefined) return []
  const { at, as } = end
  const values = closing(closedStates[as], at)
  const requestState = as === 'closed-complete' ? 'closed_complete' : 'closed_incomplete'
  return [
    { at, by: desk, table: 'sc_req_item', row: number, values },
    { at, by: 'system', table: 'sc_request', row: number, values: { ...values, request_state: requestState } },
  ]
}

function closing(state: string, at: string): Readonly<Record<string, string>> {
  return { state, active: 'false', closed_at: stampOf(at) }
}

/** Opened again, everything is as if it had never been closed; what was written before keeps only its stamps. */
function reopened({ number, reopenedAt: at }: Ticket): readonly Write[] {
  if (at === undefined) return []
  const values = { state: '2', active: 'true', closed_at: '' }
  return ['sc_req_item', 'sc_request', 'sc_task'].map((table) => ({ at, by: desk, table, row: number, values }))
}
