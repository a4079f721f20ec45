import type {
  Directory,
  EntitlementBook,
  EvidenceRule,
  Fault,
  Instant,
  KeyRing,
  Policy,
  RequestDecision,
  RequestLine,
} from '@ticketbound/core'
import { evidenceRuleFor } from '@ticketbound/core'
import type { GateState } from '@ticketbound/jira'
import type { KeptDossier } from '../storage/dossiers.ts'

/** What the gate says of an issue as it stands. */
export interface DeskJudgement {
  readonly line: RequestLine
  readonly decision: RequestDecision
  /** The digest of the material fields: of what somebody decides about. */
  readonly digest: string
  readonly state: GateState
}

/** A judgement, or everything that keeps an issue from being judged. */
export type DeskReading =
  | { readonly ok: true; readonly judged: DeskJudgement }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** An issue as it lies on the desk: what it says, what is kept of it, and by what it is judged. */
export interface IssueOnDesk {
  readonly issueId: string
  readonly issueKey: string
  readonly projectId: string
  /** Whose seals count here. */
  readonly tenant: string
  /** The moment at which it was judged. */
  readonly at: Instant
  readonly judged: DeskJudgement
  readonly kept: KeptDossier
  readonly people: Directory
  readonly entitlements: EntitlementBook
  readonly policy: Policy
  readonly keys: KeyRing
  /** Judges the same issue with other decisions on record, and at another moment. */
  judgeWith(seals: readonly string[], at: Instant): Promise<DeskReading>
}

/** The rule that decisions on an issue are held to; `undefined` where nobody needs to approve, or nobody is named. */
export function ruleOnDesk({ judged, entitlements }: IssueOnDesk): EvidenceRule | undefined {
  const { line, decision } = judged
  const entitlement = entitlements.find(line.entitlement)
  if (decision.evidence === undefined || entitlement === undefined) return undefined
  return { ...evidenceRuleFor(entitlement, entitlements), needsHistory: true }
}
