import type { PolicyException } from '../model/exception.ts'
import type { Instant } from '../time/instant.ts'
import type { Claim } from './finding.ts'
import type { Exceptions } from './lifecycle.ts'

/** The exceptions of one night, with what they turned out to be needed for. */
export interface ExceptionBook extends Exceptions {
  /** Exceptions that have ended, and how many findings claimed tonight only they would cover. */
  stillReliedOn(): ReadonlyMap<string, number>
  /** Notes that a claim is not accepted tonight, so that an ended exception which would cover it is seen. */
  noteUncovered(id: string, claim: Claim, endedAcceptance: string | undefined): void
}

/** Builds the book of exceptions for a night at `at`. An exception covers only from its start until its end. */
export function createExceptionBook(exceptions: Iterable<PolicyException>, at: Instant): ExceptionBook {
  const byId = new Map<string, PolicyException>()
  const byFinding = new Map<string, PolicyException[]>()
  const patterns: PolicyException[] = []
  for (const exception of [...exceptions].sort(lastToEndFirst)) {
    byId.set(exception.id, exception)
    const { finding } = exception.covers
    if (finding !== undefined) byFinding.set(finding, [...(byFinding.get(finding) ?? []), exception])
    else if (coversFindings(exception)) patterns.push(exception)
  }
  const reliedOn = new Map<string, number>()

  function* matching(id: string, claim: Claim): Iterable<PolicyException> {
    yield* byFinding.get(id) ?? []
    for (const exception of patterns) if (matches(exception, claim)) yield exception
  }

  function covering(id: string, claim: Claim, outgrown: readonly string[]): PolicyException | undefined {
    for (const exception of matching(id, claim)) {
      if (exception.from <= at && at < exception.until && !outgrown.includes(exception.id)) return exception
    }
    return undefined
  }

  function noteUncovered(id: string, claim: Claim, endedAcceptance: string | undefined): void {
    const ended = new Set<string>()
    for (const exception of matching(id, claim)) if (at >= exception.until) ended.add(exception.id)
    const accepted = endedAcceptance === undefined ? undefined : byId.get(endedAcceptance)
    if (accepted && at >= accepted.until) ended.add(accepted.id)
    for (const exception of ended) reliedOn.set(exception, (reliedOn.get(exception) ?? 0) + 1)
  }

  return { covering, find: (exception) => byId.get(exception), noteUncovered, stillReliedOn: () => reliedOn }
}

/** An order that does not depend on that of the rows; what ends last leaves the fewest findings to look at again. */
function lastToEndFirst(a: PolicyException, b: PolicyException): number {
  return b.until - a.until || (a.id < b.id ? -1 : 1)
}

/** One that names nothing is a baseline, and one that names a rule excuses requests: neither is a pattern of findings. */
function coversFindings({ covers }: PolicyException): boolean {
  return covers.rule === undefined && Object.keys(covers).length > 0
}

function matches({ covers }: PolicyException, claim: Claim): boolean {
  return (
    (covers.kind === undefined || covers.kind === claim.kind) &&
    (covers.principal === undefined || covers.principal === claim.principal) &&
    (covers.account === undefined || covers.account === claim.account) &&
    (covers.entitlement === undefined || covers.entitlement === claim.entitlement) &&
    (covers.system === undefined || covers.system === claim.system) &&
    (covers.ticket === undefined || covers.ticket === claim.ticket)
  )
}
