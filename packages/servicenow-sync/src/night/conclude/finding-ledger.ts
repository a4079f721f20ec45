import {
  type Claim,
  claimAgain,
  claimNoMore,
  type ExceptionBook,
  type Finding,
  type FindingChange,
  type FindingKind,
  findingId,
  findingKinds,
  mayResolve,
  type Night,
  type ScopeChange,
} from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import type { LoadedAccess } from '../load/load-access.ts'
import type { FindingCounts, KindCounts } from '../night-result.ts'
import { isOpen, noneOpen } from '../open-counts.ts'
import type { ChangeJournal } from '../shelf/change-journal.ts'

/** Compares what a night claims with what is known, and notes what changes. */
export interface FindingLedger {
  /** Settles one subject's findings; gives them as they would stand after tonight. */
  settle(subject: number, claims: readonly Claim[], prior: readonly Finding[]): readonly Finding[]
  /** Counts as they would stand once tonight's changes are published. */
  published(): FindingCounts
  /** Counts as they stand while they are not. */
  withheld(): FindingCounts
  changes(): number
  /** Findings open and accepted, as they would stand once tonight's changes are published. */
  standing(): { readonly open: number; readonly accepted: number }
  /** How much would change in each scope. */
  scopeChanges(access: LoadedAccess): readonly ScopeChange[]
}

interface Tallied {
  open: number
  openBefore: number
  opened: number
  resolved: number
  reopened: number
  accepted: number
}

/** Starts the ledger of one night's findings. */
export function createFindingLedger(night: Night, exceptions: ExceptionBook, journal: ChangeJournal): FindingLedger {
  const counts = new Map(
    findingKinds.map((kind) => [kind, { open: 0, openBefore: 0, opened: 0, resolved: 0, reopened: 0, accepted: 0 }]),
  )
  const bySystem = new Map<string, number>()
  const [severitiesBefore, severitiesAfter] = [noneOpen(), noneOpen()]
  let acceptedNow = 0

  function settle(subject: number, claims: readonly Claim[], prior: readonly Finding[]): readonly Finding[] {
    if (claims.length === 0 && prior.length === 0) return prior
    const before = new Map(prior.map((finding) => [finding.id, finding] as const))
    const after: Finding[] = []
    const claimed = new Set<string>()
    for (const claim of claims) {
      const id = findingId(claim, sha256)
      if (claimed.has(id)) continue
      claimed.add(id)
      after.push(settleClaim(subject, id, claim, before.get(id)))
    }
    for (const finding of prior) if (!claimed.has(finding.id)) after.push(settleUnclaimed(subject, finding))
    return after
  }

  function settleClaim(subject: number, id: string, claim: Claim, prior: Finding | undefined): Finding {
    const step = claimAgain(id, claim, prior, exceptions, night.at)
    const finding = step?.finding ?? prior
    if (finding === undefined) throw new Error('a claim without a finding before it always opens one')
    if (finding.state !== 'accepted') exceptions.noteUncovered(id, claim, finding.lapsed)
    note(subject, prior, finding, step?.change)
    return finding
  }

  function settleUnclaimed(subject: number, prior: Finding): Finding {
    const step = mayResolve(prior, night) ? claimNoMore(prior, night.at) : undefined
    note(subject, prior, step?.finding ?? prior, step?.change)
    return step?.finding ?? prior
  }

  function note(
    subject: number,
    prior: Finding | undefined,
    finding: Finding,
    change: FindingChange | undefined,
  ): void {
    const count = counts.get(finding.kind)
    if (count === undefined) return
    if (prior !== undefined && isOpen(prior.state)) {
      count.openBefore += 1
      severitiesBefore[prior.severity] += 1
    }
    if (isOpen(finding.state)) {
      count.open += 1
      severitiesAfter[finding.severity] += 1
    }
    if (finding.state === 'accepted') acceptedNow += 1
    if (change === undefined) return
    journal.note({ subject, changed: { change, finding } })
    if (change === 'refreshed') return
    count[change] += 1
    if (change !== 'accepted' && finding.system !== undefined) {
      bySystem.set(finding.system, (bySystem.get(finding.system) ?? 0) + 1)
    }
  }

  function toRecord(toCounts: (tallied: Tallied) => KindCounts): Readonly<Record<FindingKind, KindCounts>> {
    return Object.fromEntries([...counts].map(([kind, tallied]) => [kind, toCounts(tallied)])) as Record<
      FindingKind,
      KindCounts
    >
  }

  function scopeChanges(access: LoadedAccess): readonly ScopeChange[] {
    return [...access.scopes.values()].map(({ system, complete, previousCompleteAt }) => ({
      system,
      changed: bySystem.get(system) ?? 0,
      grants: access.names.reduce((sum, name) => sum + (name.system === system ? name.grants : 0), 0),
      isFirst: previousCompleteAt === undefined && complete,
    }))
  }

  return {
    settle,
    published: () => ({
      findings: toRecord(({ openBefore: _before, ...counted }) => counted),
      openBySeverity: { ...severitiesAfter },
    }),
    withheld: () => ({
      findings: toRecord(({ openBefore }) => ({ open: openBefore, opened: 0, resolved: 0, reopened: 0, accepted: 0 })),
      openBySeverity: { ...severitiesBefore },
    }),
    changes: () =>
      [...counts.values()].reduce((sum, it) => sum + it.opened + it.resolved + it.reopened + it.accepted, 0),
    standing: () => ({ open: [...counts.values()].reduce((sum, it) => sum + it.open, 0), accepted: acceptedNow }),
    scopeChanges,
  }
}
