import { quote } from '@ticketbound/core'
import type { Capacity } from './capacity.ts'
import type { DecisionAsked } from './decision-asked.ts'
import { type DeskRefusal, refuse } from './refusal.ts'

/** For which group and in whose place a decision is given. */
export type Place = Pick<Capacity, 'group' | 'onBehalfOf'>

/**
 * Finds the place that a decision names among those that are whoever decides. Where it names none, their own right comes
 * first; who has none and could stand in several places must say which, because the record will.
 */
export function chooseCapacity(
  { group, onBehalfOf }: Pick<DecisionAsked, 'group' | 'onBehalfOf'>,
  as: readonly Capacity[],
): { readonly ok: true; readonly place: Place } | DeskRefusal {
  if (group !== undefined || onBehalfOf !== undefined) {
    const found = as.some((each) => each.onBehalfOf === onBehalfOf && (group === undefined || each.group === group))
    if (found) return { ok: true, place: { ...(group && { group }), ...(onBehalfOf && { onBehalfOf }) } }
    return refuse('place-not-yours', `You cannot decide here ${sayPlace(group, onBehalfOf)}.`, 'Choose another place.')
  }
  if (as.length === 0 || as.some((each) => each.onBehalfOf === undefined)) return { ok: true, place: {} }
  const places = [...new Set(as.map((each) => each.onBehalfOf))]
  const [first] = places
  if (places.length === 1 && first !== undefined) return { ok: true, place: { onBehalfOf: first } }
  return refuse(
    'place-unclear',
    'You could decide in the place of several people.',
    `Say in whose: ${places.map(quote).join(', ')}.`,
  )
}

function sayPlace(group: string | undefined, onBehalfOf: string | undefined): string {
  const forGroup = group === undefined ? [] : [`for the group ${quote(group)}`]
  const inPlace = onBehalfOf === undefined ? [] : [`in the place of ${quote(onBehalfOf)}`]
  return [...forGroup, ...inPlace].join(' ')
}
