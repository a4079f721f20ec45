import { entitlementOf } from './access.ts'
import type { ReferenceClaim } from './claims.ts'
import { type Judged, judge } from './evidence.ts'
import { type ClosedLine, type Expected, expectedAt } from './fold.ts'
import { grantedAtOf, highestOf } from './material.ts'
import { type Holding, holdingsOf, linesOf, type NightFacts, rankOf, revocationsOf } from './night-facts.ts'
import { peopleAt, resolveName } from './people.ts'
import { type KnownLine, standing } from './tickets.ts'

/** What is wrong with a match: its evidence, its order in time, or its level. */
export function qualityClaims(facts: NightFacts, principal: string, entitlement: string): readonly ReferenceClaim[] {
  const lines = linesOf(facts, principal, entitlement)
  const holdings = holdingsOf(facts, principal, entitlement)
  const expected = expectedAt(
    lines.map(({ line }) => line),
    facts.at,
    revocationsOf(facts, principal, entitlement),
  )
  const [first] = [...holdings.filter(({ direct }) => direct.length > 0), ...holdings]
  if (expected.state !== 'present' || first === undefined) return []
  const about = { principal, entitlement, system: first.system, facts: {} }
  const broader = broaderThanTicket(facts, entitlement, expected, holdings)
  const claims = expected.restsOn.flatMap((line): readonly ReferenceClaim[] => {
    const known = lines.find((it) => it.line === line)?.known
    const verdict = known && verdictOn(facts, known)
    if (verdict === undefined) return []
    if (!verdict.sufficient && !verdict.onlyLate)
      return [{ ...about, kind: 'closed-without-evidence', ticket: line.number }]
    const early = verdict.onlyLate || (line === expected.begunBy && wasGrantedBefore(verdict, expected, holdings))
    return early ? [{ ...about, kind: 'granted-before-approval', ticket: line.number }] : []
  })
  return broader ? [{ ...broader, principal }, ...claims] : claims
}

/**
 * The verdict on a closed line: reached in the first night in which it stood closed and its principal was known, with
 * the people of that night, and again only when it changed or a further decision showed.
 */
function verdictOn(facts: NightFacts, { line, sinceNight }: KnownLine): Judged | undefined {
  const entitlement = entitlementOf(facts.world, line.entitlement)
  if (entitlement === undefined) return undefined
  let verdict: Judged | undefined
  let judgedAt = 0
  for (let night = sinceNight; night <= facts.night; night += 1) {
    const at = Date.parse(facts.world.nights[night]?.at ?? '')
    const then = standing(line, at)
    const people = peopleAt(facts.world, night)
    if (then?.state !== 'closed-complete' || then.closedAt === undefined) continue
    if (resolveName(people, line.principal) === undefined) continue
    const hasNews = [
      ...then.approvals.map(({ decidedAt }) => decidedAt),
      ...(then.changes ?? []).map((it) => it.at),
    ].some((it) => it > judgedAt)
    if (verdict !== undefined && !hasNews) continue
    verdict = judge(then, then.closedAt, entitlement, people)
    judgedAt = at
  }
  return verdict
}

/** Granted before the last approval that was needed, and not left over from an earlier authorised period. */
function wasGrantedBefore({ provenAt }: Judged, { earlier }: Expected, holdings: readonly Holding[]): boolean {
  if (provenAt === undefined) return false
  return holdings.some(({ direct }) => {
    const grantedAt = grantedAtOf(direct)
    return grantedAt !== undefined && grantedAt < provenAt && !earlier.some((from) => from <= grantedAt)
  })
}

function broaderThanTicket(
  facts: NightFacts,
  entitlement: string,
  expected: Expected,
  holdings: readonly Holding[],
): ReferenceClaim | undefined {
  const line = expected.restsOn.findLast((it: ClosedLine) => it.level !== undefined)
  const ticketed = rankOf(facts, entitlement, line?.level)
  if (line === undefined || ticketed < 0) return undefined
  const highest = highestOf(facts, entitlement, holdings)
  if (highest === undefined || (highest.material.rank ?? -1) <= ticketed) return undefined
  const { account, system } = highest.holding
  return { kind: 'broader-than-ticket', account, entitlement, system, ticket: line.number, facts: highest.material }
}
