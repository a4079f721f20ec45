import { type FieldMap, readFieldMap, requestParts, sourceOf } from '@ticketbound/jira'
import { type Refusal, refuse } from '../admin-answer.ts'

const mostTold = 5

/** Reads a map that a page sent, or refuses it with what is wrong and where. */
export function readMap(value: unknown): { readonly ok: true; readonly map: FieldMap } | Refusal {
  const reading = readFieldMap(value)
  if (reading.ok) return { ok: true, map: reading.value }
  const { faults } = reading
  const told = faults.slice(0, mostTold).map(({ field, message }) => `${field ?? 'the map'}: ${message}`)
  const more = faults.length - told.length
  const said = more > 0 ? [...told, `and ${more} more`] : told
  return refuse('map-has-faults', `The map has faults. ${said.join('; ')}.`, `${faults[0]?.help ?? 'Correct them'}.`)
}

/** The fields that a map speaks of. */
export function fieldsIn(map: FieldMap): readonly string[] {
  return requestParts.flatMap((part) => {
    const source = sourceOf(part, map)
    return source !== undefined && 'field' in source ? [source.field] : []
  })
}
