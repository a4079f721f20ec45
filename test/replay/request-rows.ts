import { type AccessEvent, isGrantEvent } from './access-history.ts'

/**
 * Gives the request lines of a history: one for each event that gives or takes an entitlement and names a ticket. One
 * ticket can cover several pairs, some more than once, so each event is an item of its own.
 */
export function requestRows(history: readonly AccessEvent[]) {
  return history.flatMap((event, index) => {
    const [number] = event.tickets
    if (number === undefined || !isGrantEvent(event)) return []
    const { principal, entitlement, type, submitted: openedAt, at: closedAt } = event
    const kind = type === 'grant' ? 'provision' : 'deprovision'
    const line = { number, item: `e${index}`, kind, principal, entitlement, openedAt, closedAt }
    return [{ ...line, state: 'closed-complete', approvals: [] }]
  })
}
