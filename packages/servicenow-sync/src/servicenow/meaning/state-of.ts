import type { RequestState } from '@ticketbound/core'
import type { StateMeaning } from '../map/servicenow-map.ts'
import { isSet, type RawRow, textIn } from '../raw-row.ts'

/**
 * Where a ticket stands. It is closed only once its state says so and it is not active any more: a state is a number that
 * anybody with the form may set, and rules of the instance take a ticket out of work only when its closing went through.
 * One that is out of work in a state that means open was closed in a way that the map does not know. It promises nothing
 * and waits for nobody; `checkMap` tells of the state.
 */
export function stateOf(ticket: RawRow, states: StateMeaning): RequestState {
  const meant = meaningOf(ticket, states)
  if (isSet(ticket, 'active')) return 'open'
  return meant === 'open' ? 'closed-incomplete' : meant
}

/** What the state by itself means. */
export function meaningOf(ticket: RawRow, states: StateMeaning): RequestState {
  return states.get(textIn(ticket, 'state') ?? '') ?? states.get('*') ?? 'open'
}
