import {
  type ExceptionBook,
  expiredExceptionClaims,
  type Finding,
  incompleteClaims,
  ownerlessClaims,
  uncataloguedClaims,
} from '@ticketbound/core'
import type { NightWork } from './conclude-subjects.ts'

/** The subject number under which the findings that are about no single subject are kept. */
const house = 0

/** Settles the findings that are about no single subject; gives them as they would stand after tonight. */
export function settleHouse(
  { night, access, log, tables, ledger }: NightWork,
  book: ExceptionBook,
): readonly Finding[] {
  const { entitlements } = night
  const unknown = access.names.filter(
    ({ system, native }) => entitlements.governed && entitlements.idOf(system, native) === undefined,
  )
  const claims = [
    ...(night.peopleComplete ? ownerlessClaims(night) : []),
    ...uncataloguedClaims(unknown, night),
    ...expiredExceptionClaims(book.stillReliedOn(), book.find),
    ...incompleteClaims(log.summaries(), night.at),
  ]
  return ledger.settle(house, claims, [...tables.findingsOfHouse()])
}
