import { keepDecisions, type RequestLine } from '@ticketbound/core'
import type { House } from './house.ts'
import type { NightMemory } from './night-memory.ts'

/**
 * Gives a request that somebody asks about with the rejections and withdrawals that nights have seen of it: whoever
 * leaves them out of the question does not take them off the record. A source of which no such request is on record
 * may be misspelt, so that then every request of that number is held to be meant.
 */
export function onRecord(asked: RequestLine, { people }: House, memory: NightMemory): RequestLine {
  const lines = memory.linesOf(people.resolve(asked.principal) ?? asked.principal)
  const numbered = lines.filter((line) => isOfTheSame(line, asked))
  const ofSource = numbered.filter(({ source }) => source === asked.source)
  return (ofSource.length > 0 ? ofSource : numbered).reduce(keepDecisions, asked)
}

/** The item of the question may be that of the catalogue, and the item on record the one that a line has without any. */
function isOfTheSame({ number, item, entitlement }: RequestLine, asked: RequestLine): boolean {
  return number === asked.number && (item === asked.item || entitlement === asked.entitlement)
}
