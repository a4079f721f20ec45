import {
  type Claim,
  type ExceptionBook,
  expiredExceptionClaims,
  type Finding,
  incompleteClaims,
  mayOpen,
  ownerlessClaims,
  uncataloguedClaims,
} from '@ticketbound/core'
import type { NightWork } from './conclude-subjects.ts'

/** The subject number under which the findings that are about no single subject are kept. */
const house = 0

/** Settles the findings that are about no single subject; gives them as they would stand after tonight. */
export function settleHouse(
  { night, access, log, tables, ledger, agents }: NightWork,
  book: ExceptionBook,
): readonly Finding[] {
  const { entitlements } = night
  const unknown = access.names.filter(
    ({ system, native }) => entitlements.governed && entitlements.idOf(system, native) === undefined,
  )
  const claims = [...ownerlessClaims(night), ...uncataloguedClaims(unknown, night), ...agents.claims()]
  const prior = Map.groupBy(tables.findingsOfHouse(), ({ kind }) => kind === 'exception-expired')
  const found = settle([...claims, ...incompleteClaims(log.summaries(), night.at)], prior.get(false))
  // Last, because any other finding can be one that an ended exception would cover.
  return [
    ...found,
    ...settle(expiredExceptionClaims(book.stillReliedOn(), book.find, night.policy.zone), prior.get(true)),
  ]

  function settle(claimed: readonly Claim[], before: readonly Finding[] = []): readonly Finding[] {
    const allowed = claimed.filter((claim) => mayOpen(claim, night))
    return ledger.settle(house, allowed, before)
  }
}
