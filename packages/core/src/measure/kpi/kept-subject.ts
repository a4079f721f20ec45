import type { Finding } from '../../finding/finding.ts'
import type { Recertification } from '../../model/recertification.ts'
import type { RequestLine } from '../../model/request.ts'
import { asOf } from '../../night/as-of.ts'
import { type Expectation, foldLines } from '../../night/fold.ts'
import type { Sighting } from '../../night/observe.ts'
import type { JudgedLine, Subject } from '../../night/subject.ts'
import type { Instant } from '../../time/instant.ts'
import { type KpiScope, lastMoment } from './kpi-scope.ts'

/** What is remembered of one account. */
export interface KeptAccount {
  readonly system: string
  readonly sightings: readonly Sighting[]
}

/** Everything that the nights kept about one subject. */
export interface KeptSubject {
  readonly subject: Subject
  readonly lines: readonly JudgedLine[]
  readonly accounts: readonly KeptAccount[]
  readonly findings: readonly Finding[]
  /** The decisions about access of this subject that count; absent where there are none. */
  readonly recertifications?: readonly Recertification[]
}

/** One entitlement of one principal as it stood at the end of the period: its tickets, and what was decided about it. */
export interface KeptCell {
  readonly entitlement: string
  readonly lines: readonly JudgedLine[]
  /** Those that count, the oldest first. */
  readonly recertifications: readonly Recertification[]
  readonly seen: Seen
}

/** When an access was seen. `lastAt` is absent where it was still there at the end of the period. */
export type Seen =
  | { readonly ever: false }
  | { readonly ever: true; readonly system: string; readonly firstAt: Instant; readonly lastAt?: Instant }

const never: Seen = { ever: false }

/** Lays out what is kept about one principal by entitlement. Names that the catalogue lacks are left out. */
export function keptCells(kept: KeptSubject, scope: KpiScope): readonly KeptCell[] {
  const { lines, accounts } = kept
  const byEntitlement = new Map<string, { lines: JudgedLine[]; seen: Seen }>()
  const cellOf = (entitlement: string) => {
    const known = byEntitlement.get(entitlement) ?? { lines: [], seen: never }
    byEntitlement.set(entitlement, known)
    return known
  }
  for (const judged of linesAsOf(lines, scope)) {
    const { kind, entitlement } = judged.line
    if (kind !== 'none' && isKnown(entitlement, scope)) cellOf(entitlement).lines.push(judged)
  }
  for (const { system, sightings } of accounts) {
    for (const sighting of sightings) {
      const entitlement = scope.entitlements.idOf(system, sighting.entitlement)
      if (entitlement === undefined) continue
      const cell = cellOf(entitlement)
      cell.seen = seenTogether(cell.seen, toSeen(system, sighting, scope.until))
    }
  }
  const decided = decidedBy(kept, lastMoment(scope))
  return [...byEntitlement].map(([entitlement, cell]) => ({
    entitlement,
    ...cell,
    recertifications: decided.filter((decision) => decision.entitlement === entitlement),
  }))
}

function decidedBy({ recertifications = [] }: KeptSubject, at: Instant): readonly Recertification[] {
  return recertifications.filter(({ decidedAt }) => decidedAt <= at).sort((a, b) => a.decidedAt - b.decidedAt)
}

/** What the tickets and the revocations of a cell say should be true at an instant, at most the end of the period. */
export function expectedAt({ lines, recertifications }: KeptCell, at: Instant): Expectation {
  return foldLines(
    lines.map(({ line }) => line),
    at,
    recertifications.filter(({ decision }) => decision === 'revoke'),
  )
}

/** When anything at all was seen on the accounts of a subject, catalogued or not. */
export function anythingSeen({ accounts }: KeptSubject, until: Instant): Seen {
  let seen: Seen = never
  for (const { system, sightings } of accounts) {
    for (const sighting of sightings) seen = seenTogether(seen, toSeen(system, sighting, until))
  }
  return seen
}

/** The lines as they stood at the end of the period, each with its verdict. */
export function linesAsOf(lines: readonly JudgedLine[], scope: KpiScope): readonly JudgedLine[] {
  const at = lastMoment(scope)
  return lines.flatMap(({ line, verdict }): readonly JudgedLine[] => {
    const then: RequestLine | undefined = asOf(line, at)
    if (then === undefined) return []
    return verdict === undefined || then.state === 'open' ? [{ line: then }] : [{ line: then, verdict }]
  })
}

function isKnown(entitlement: string, { entitlements }: KpiScope): boolean {
  return !entitlements.governed || entitlements.find(entitlement) !== undefined
}

function toSeen(system: string, { firstSeenAt, lastSeenAt }: Sighting, until: Instant): Seen {
  if (firstSeenAt > until) return never
  // Seen again later than this period: it was there at its end, as far as anybody remembers.
  const isGone = lastSeenAt !== undefined && lastSeenAt < until
  return { ever: true, system, firstAt: firstSeenAt, ...(isGone && { lastAt: lastSeenAt }) }
}

function seenTogether(a: Seen, b: Seen): Seen {
  if (!a.ever) return b
  if (!b.ever) return a
  const first = a.firstAt <= b.firstAt ? a : b
  const isGone = a.lastAt !== undefined && b.lastAt !== undefined
  const { system, firstAt } = first
  return { ever: true, system, firstAt, ...(isGone && { lastAt: Math.max(a.lastAt, b.lastAt) }) }
}
