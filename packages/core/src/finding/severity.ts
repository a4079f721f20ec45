import type { Entitlement } from '../policy/catalogue.ts'
import { type FindingKind, kindFacts, type Severity, severities } from './kinds.ts'

/** The severity of a finding: its kind's, one step up for high-risk entitlements, one down for low-risk ones. */
export function severityOf(kind: FindingKind, entitlement: Pick<Entitlement, 'risk'> | undefined): Severity {
  const base = kindFacts(kind).severity
  if (entitlement === undefined || base === 'low') return base
  const step = entitlement.risk === 'low' ? -1 : entitlement.risk === 'medium' ? 0 : 1
  return severities[Math.min(severities.indexOf(base) + step, severities.length - 1)] ?? base
}

/** Says whether a severity is at least another. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(least)
}
