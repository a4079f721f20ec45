import type { Claim, Finding } from '../finding/finding.ts'
import { day } from './day.ts'

/** The claim that alice holds `deploy` on `prod` without a ticket since day 5, unless told otherwise. */
export function aClaim(given: Partial<Claim> = {}): Claim {
  return {
    kind: 'access-without-ticket',
    severity: 'high',
    principal: 'alice',
    account: 'alice',
    entitlement: 'deploy',
    system: 'prod',
    tickets: [],
    since: day(5),
    message: '`alice` holds `deploy`.',
    action: 'Remove it.',
    evidence: [
      { type: 'snapshot-line', system: 'prod', source: 'prod-export', file: 'access.ndjson', line: 1, at: day(20) },
    ],
    facts: {},
    ...given,
  }
}

/** The finding that the claim opened on day 10, unless told otherwise. */
export function aFinding(given: Partial<Finding> = {}): Finding {
  return { ...aClaim(), id: 'f-1', state: 'open', firstSeen: day(10), changedAt: day(10), ...given }
}
