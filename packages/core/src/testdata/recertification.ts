import type { Recertification } from '../model/recertification.ts'
import type { JudgedRecertification } from '../night/judge-recertifications.ts'
import { day } from './day.ts'

/** Bob's decision of day 15 to keep alice's `deploy`, unless told otherwise. */
export function aRecertification(given: Partial<Recertification> = {}): Recertification {
  return { principal: 'alice', entitlement: 'deploy', decision: 'keep', decider: 'bob', decidedAt: day(15), ...given }
}

/** The same decision, judged, and counting unless faults are given. */
export function aCounting(
  given: Partial<Recertification> = {},
  faults: JudgedRecertification['faults'] = [],
): JudgedRecertification {
  return { recertification: aRecertification(given), ...(faults && { faults }) }
}
