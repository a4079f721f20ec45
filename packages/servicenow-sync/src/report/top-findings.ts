import type { Finding, FindingKind } from '@ticketbound/core'
import { isOpen } from '../night/open-counts.ts'
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
  readonly findings: Finding[]
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
    keepFew(kept.findings, most)
  }
  return new Map([...kinds].map(([kind, kept]) => [kind, { kind, ...kept, findings: mostUrgent(kept.findings, most) }]))
}

/** Drops all but the `most` most urgent findings once far more have come; sorting so rarely makes it cheap for each. */
export function keepFew(findings: Finding[], most: number): void {
  if (findings.length >= most * 2 + 64) findings.splice(0, findings.length, ...mostUrgent(findings, most))
}

/** Orders findings by what to look at first: open before accepted, worst, then longest standing. */
export function compareUrgency(a: Finding, b: Finding): number {
  const byState = Number(isOpen(b.state)) - Number(isOpen(a.state))
  return byState || compareSeverity(a.severity, b.severity) || a.since - b.since || (a.id < b.id ? -1 : 1)
}

/** Gives the `most` most urgent of some findings, in their order. */
export function mostUrgent(findings: readonly Finding[], most: number): readonly Finding[] {
  return findings.toSorted(compareUrgency).slice(0, most)
}
