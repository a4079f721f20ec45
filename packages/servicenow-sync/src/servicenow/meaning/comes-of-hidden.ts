import type { Fault } from '@ticketbound/core'

/** Faults that a record has where something that it names, or that belongs to it, is not shown. */
const ofHidden: ReadonlySet<string> = new Set([
  'answer-missing',
  'answer-unreadable',
  'field-missing',
  'reference-unresolved',
  'rows-missing',
])

/** Whether hiding alone explains what is wrong with a record, so that nobody need mend it where something is hidden. */
export function comesOfHidden(faults: readonly Fault[]): boolean {
  return faults.every(({ code }) => ofHidden.has(code))
}
