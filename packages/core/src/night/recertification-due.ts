import type { Recertification } from '../model/recertification.ts'
import type { Duration } from '../time/duration.ts'
import type { Instant } from '../time/instant.ts'
import type { Cell } from './cell.ts'
import { counts } from './judge-recertifications.ts'

/** When access must be confirmed again, and what was last decided to keep it. */
export interface RecertificationDue {
  readonly at: Instant
  /** The last decision that counts; absent where nobody has kept it since its authorised period began. */
  readonly keep?: Recertification
}

/**
 * Tells when ticketed access is due to be confirmed: `interval` after it was last kept, or after its authorised period
 * began, and at the end of the last `keep` if that is earlier. Gives `undefined` where nothing asks for it.
 */
export function recertificationDue(
  { expectation, recertifications }: Pick<Cell, 'expectation' | 'recertifications'>,
  interval: Duration | undefined,
): RecertificationDue | undefined {
  if (expectation.state !== 'present') return undefined
  const keep = lastKeep(recertifications, expectation.since)
  const byInterval = interval === undefined ? undefined : (keep?.decidedAt ?? expectation.since) + interval
  const at = earlier(byInterval, keep?.until)
  return at === undefined ? undefined : { at, ...(keep && { keep }) }
}

/** The last decision to keep it in this authorised period; of two at one instant, the one that ends first. */
function lastKeep(recertifications: Cell['recertifications'], since: Instant): Recertification | undefined {
  let last: Recertification | undefined
  for (const judged of recertifications) {
    const { recertification } = judged
    if (recertification.decision !== 'keep' || recertification.decidedAt < since || !counts(judged)) continue
    if (last === undefined || isLater(recertification, last)) last = recertification
  }
  return last
}

function isLater(a: Recertification, b: Recertification): boolean {
  if (a.decidedAt !== b.decidedAt) return a.decidedAt > b.decidedAt
  const [end, other] = [a.until ?? Number.POSITIVE_INFINITY, b.until ?? Number.POSITIVE_INFINITY]
  return end === other ? a.decider < b.decider : end < other
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Math.min(a, b)
}
