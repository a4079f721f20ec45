import { type Fault, good, type Reading, type RequestState } from '@ticketbound/core'
import type { ItemRule, ServiceNowMap } from '../map/servicenow-map.ts'
import { isSet, type RawRow, textIn } from '../raw-row.ts'
import { latestRows } from './latest-rows.ts'
import { recordFault } from './record-fault.ts'
import { meaningOf } from './state-of.ts'
import type { TicketFacts } from './ticket-facts.ts'
import { readVendorInstant } from './vendor-time.ts'

/** When a ticket was opened, fulfilled, closed and opened again. */
export interface TicketTimes {
  readonly openedAt: string
  readonly fulfilledAt?: string
  readonly closedAt?: string
  readonly reopenedAt?: string
}

/** Tells a ticket's times, or which of them cannot be read. An open ticket has not been closed, whatever it kept. */
export function timesOf(
  facts: TicketFacts,
  state: RequestState,
  rule: ItemRule,
  map: ServiceNowMap,
): Reading<TicketTimes> {
  const { table, ticket } = facts
  const opened = instantIn(table, ticket, 'opened_at')
  const closed = state === 'open' ? good(undefined) : instantIn(table, ticket, 'closed_at')
  const reopened = reopenedAt(facts, closed.ok ? closed.value : undefined)
  const since = reopened.ok ? reopened.value : undefined
  const fulfilled = state === 'closed-complete' ? firstDone(facts, rule, map, since) : good(undefined)
  if (!opened.ok || !closed.ok || !reopened.ok || !fulfilled.ok) {
    return { ok: false, faults: [opened, closed, reopened, fulfilled].flatMap((one) => (one.ok ? [] : one.faults)) }
  }
  if (opened.value === undefined) return { ok: false, faults: [notOpened(facts)] }
  const isEarlier = fulfilled.value !== undefined && closed.value !== undefined && fulfilled.value < closed.value
  return good({
    openedAt: opened.value,
    ...(isEarlier && { fulfilledAt: fulfilled.value }),
    ...(closed.value !== undefined && { closedAt: closed.value }),
    ...(reopened.value !== undefined && { reopenedAt: reopened.value }),
  })
}

/** Reads an instant where a row has one; RFC 3339 in UTC with whole seconds sorts as it stands. */
function instantIn(table: string, row: RawRow, field: string): Reading<string | undefined> {
  const text = textIn(row, field)
  if (text === undefined) return good(undefined)
  const instant = readVendorInstant(text)
  if (instant.ok) return instant
  return { ok: false, faults: instant.faults.map((fault) => recordFault({ table, row }, field, fault)) }
}

function notOpened({ table, ticket }: TicketFacts): Fault {
  return recordFault({ table, row: ticket }, 'opened_at', {
    code: 'field-missing',
    message: 'nothing says when it was opened',
    help: 'let the integration user read `opened_at`',
  })
}

/**
 * When it was last opened again. Where only an earlier closing is known, it was opened again after that, and no decision
 * before that closing was one on what was asked for anew.
 */
function reopenedAt(
  { table, ticket, history }: TicketFacts,
  closedAt: string | undefined,
): Reading<string | undefined> {
  const known = history?.reopenedAt ?? history?.closedAtBefore
  if (known === undefined) return good(undefined)
  const instant = readVendorInstant(known)
  if (!instant.ok)
    return { ok: false, faults: instant.faults.map((fault) => recordFault({ table, row: ticket }, undefined, fault)) }
  const isPresent = history?.reopenedAt === undefined && instant.value === closedAt
  return good(isPresent ? undefined : instant.value)
}

/** The earliest closing of a task that was done, since the ticket was last opened: from then on the access is there. */
function firstDone(
  { tasks }: TicketFacts,
  rule: ItemRule,
  { states }: ServiceNowMap,
  since: string | undefined,
): Reading<string | undefined> {
  let earliest: string | undefined
  const faults: Fault[] = []
  for (const task of latestRows(tasks).values()) {
    if (isSet(task, 'active') || meaningOf(task, states.sc_task) !== 'closed-complete') continue
    if (rule.tasks !== undefined && !rule.tasks.includes(textIn(task, 'short_description')?.trim() ?? '')) continue
    const done = instantIn('sc_task', task, 'closed_at')
    if (!done.ok) faults.push(...done.faults)
    if (!done.ok || done.value === undefined || (since !== undefined && done.value < since)) continue
    if (earliest === undefined || done.value < earliest) earliest = done.value
  }
  return faults.length > 0 ? { ok: false, faults } : good(earliest)
}
