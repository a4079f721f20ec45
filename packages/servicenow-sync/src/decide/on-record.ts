import { keepDecisions, type RequestLine } from '@ticketbound/core'
import type { House } from './house.ts'
import type { NightMemory } from './night-memory.ts'

/**
 * Gives a request that somebody asks about with the rejections and withdrawals that nights have seen of it: whoever
 * leaves them out of the question does not take them off the record.
 */
export function onRecord(asked: RequestLine, { people }: House, memory: NightMemory): RequestLine {
  const lines = memory.linesOf(people.resolve(asked.principal) ?? asked.principal)
  return lines.filter((line) => isOfTheSame(line, asked)).reduce(keepDecisions, asked)
}

/** The item of the question may be that of the catalogue, and the item on record the one that a line has without any. */
function isOfTheSame({ source, number, item, entitlement }: RequestLine, asked: RequestLine): boolean {
  return (
    source === asked.source && number === asked.number && (item === asked.item || entitlement === asked.entitlement)
  )
}
