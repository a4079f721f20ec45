import { faultAt, type PathFault, quote } from '@ticketbound/core'
import { meaningOf } from '../meaning/state-of.ts'
import type { TicketFacts } from '../meaning/ticket-facts.ts'
import { isSet, textIn } from '../raw-row.ts'
import type { InstanceFacts } from './instance-facts.ts'
import type { ServiceNowMap, StateTable } from './servicenow-map.ts'
import { undecidedStates, vendorOpenStates } from './vendor-defaults.ts'

/** States that can be set and that the map leaves to `*`, beside those that the vendor ships as open. */
export function stateNotes(
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

/** States of approvals that can be set and that decide nothing. */
export function approvalNotes({ approvals }: ServiceNowMap, { choices }: InstanceFacts): readonly PathFault[] {
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
