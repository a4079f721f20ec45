import type { Finding, FindingKind } from '@ticketbound/core'
import { isOpen } from './open-counts.ts'
import { compareSeverity } from './severity-mark.ts'

/** Some findings of one kind, those to look at first, and how many there are. */
export interface TopFindings {
  readonly kind: FindingKind
  readonly total: number
  readonly open: number
  readonly accepted: number
  readonly findings: readonly Finding[]
}

interface Kept {
  total: number
  open: number
  accepted: number
  findings: Finding[]
}

/**
 * Keeps the `most` findings of each kind that come first by urgency. Memory is bounded by that number, not by how
 * many findings there are.
 */
export function topFindings(findings: Iterable<Finding>, most: number): ReadonlyMap<FindingKind, TopFindings> {
  const kinds = new Map<FindingKind, Kept>()
  for (const finding of findings) {
    const kept = kinds.get(finding.kind) ?? { total: 0, open: 0, accepted: 0, findings: [] }
    kinds.set(finding.kind, kept)
    kept.total += 1
    if (isOpen(finding.state)) kept.open += 1
    if (finding.state === 'accepted') kept.accepted += 1
    kept.findings.push(finding)
    // Sorting only when twice as many have come makes it cheap for each.
    if (kept.findings.length >= most * 2 + 64) kept.findings = first(kept.findings, most)
  }
  return new Map([...kinds].map(([kind, kept]) => [kind, { kind, ...kept, findings: first(kept.findings, most) }]))
}

/** Orders findings by what to look at first: open before accepted, worst, then longest standing. */
export function compareUrgency(a: Finding, b: Finding): number {
  const byState = Number(isOpen(b.state)) - Number(isOpen(a.state))
  return byState || compareSeverity(a.severity, b.severity) || a.since - b.since || (a.id < b.id ? -1 : 1)
}

function first(findings: readonly Finding[], most: number): Finding[] {
  return findings.toSorted(compareUrgency).slice(0, most)
}
