import {
  type Directory,
  type EntitlementBook,
  type EvidenceRule,
  evidenceRuleFor,
  type Instant,
  type KeyRing,
  type Policy,
} from '@ticketbound/core'
import type { IssueJudgement, JudgedIssue } from '../gate/judge-issue.ts'
import type { KeptDossier } from '../storage/dossiers.ts'

/** An issue as it lies on the desk: what it says, what is kept of it, and by what it is judged. */
export interface IssueOnDesk {
  readonly issueId: string
  readonly issueKey: string
  readonly projectId: string
  /** Whose seals count here. */
  readonly tenant: string
  /** The moment at which it was judged. */
  readonly at: Instant
  readonly judged: JudgedIssue
  readonly kept: KeptDossier
  readonly people: Directory
  readonly entitlements: EntitlementBook
  readonly policy: Policy
  readonly keys: KeyRing
  /** Judges the same issue with other decisions on record, and at another moment. */
  judgeWith(seals: readonly string[], at: Instant): Promise<IssueJudgement>
}

/** The rule that decisions on an issue are held to; `undefined` where nobody needs to approve, or nobody is named. */
export function ruleOnDesk({ judged, entitlements }: IssueOnDesk): EvidenceRule | undefined {
  const { line, decision } = judged
  const entitlement = entitlements.find(line.entitlement)
  if (decision.evidence === undefined || entitlement === undefined) return undefined
  return { ...evidenceRuleFor(entitlement, entitlements), needsHistory: true }
}
