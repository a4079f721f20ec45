import type { Instant, Severity } from '@ticketbound/core'

/** Everything one report says, whole: the renderer looks nothing up. */
export interface ReportModel {
  readonly run: string
  /** This night's instant. */
  readonly at: Instant
  /** The last published night before this one; absent on the first. */
  readonly previousAt?: Instant
  /** Present when the night is on hold: its changes are then what it *would* change. */
  readonly held?: ReportHold
  readonly head: { readonly count: number; readonly hash: string }
  readonly policy: { readonly digest: string }
  readonly sources: readonly ReportSource[]
  readonly changes: ReportChanges
  /** In the order in which they are to be shown. */
  readonly kinds: readonly ReportKind[]
  readonly measures: readonly ReportMeasure[]
  /** Oldest night first; this night is the last one. */
  readonly trend: readonly ReportNight[]
}

/** Why a night is on hold, and the two commands that end the hold. */
export interface ReportHold {
  readonly reason: string
  readonly confirm: string
  readonly discard: string
}

/** One source as the night found it. */
export interface ReportSource {
  readonly name: string
  /** `requests`, `access`, `people`, … as the configuration spells it. */
  readonly reads: string
  readonly system?: string
  readonly rows: number
  readonly rejected: number
  readonly complete: boolean
  /** Why it is not complete. */
  readonly reason?: string
  /** As of when its content stands, where it says so. */
  readonly asOf?: Instant
}

/** What a night can do to a finding, as far as a reader must know of it. */
export type ReportChange = 'opened' | 'reopened' | 'resolved' | 'accepted'

/** What changed since the night before, the most urgent first. The lists may be cut, the totals are whole. */
export interface ReportChanges extends Readonly<Record<ReportChange, readonly ReportFinding[]>> {
  readonly totals: Readonly<Record<ReportChange, number>>
}

/** One kind with what stands of it now. */
export interface ReportKind {
  readonly kind: string
  readonly title: string
  readonly explanation: string
  /** That of its most urgent finding, which the entitlement's risk can move; the kind's own where it has none. */
  readonly severity: Severity
  /** How many are open, reopened ones included. */
  readonly open: number
  readonly accepted: number
  /** Most severe first; may be cut. */
  readonly findings: readonly ReportFinding[]
}

/** One finding, in words. */
export interface ReportFinding {
  readonly id: string
  readonly kind: string
  readonly severity: Severity
  readonly state: 'open' | 'reopened' | 'resolved' | 'accepted'
  readonly who: string
  readonly kindOfPrincipal?: 'human' | 'service' | 'agent'
  readonly account?: string
  readonly entitlement?: string
  readonly system?: string
  readonly level?: string
  readonly tickets: readonly string[]
  readonly counterpart?: string
  /** Since when it has been true, as far as anybody can tell. */
  readonly since: Instant
  /** The night that first claimed it. */
  readonly firstSeen: Instant
  readonly message: string
  readonly action: string
  readonly controls: readonly string[]
  readonly evidence: readonly ReportEvidence[]
  readonly reopenedBecause?: string
}

/** One thing a finding rests on: what it is, and where to look it up. */
export interface ReportEvidence {
  readonly what: string
  readonly where: string
}

/** What a measure's value counts. A `ratio` is between 0 and 1. */
export type ReportUnit = 'ratio' | 'hours' | 'requests'

/** One measure; `value` is `null` when it could not be computed, and `reason` then says why. */
export interface ReportMeasure {
  readonly id: string
  readonly title: string
  readonly explanation: string
  readonly unit: ReportUnit
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly reason?: string
}

/** One night of the trend: open findings by severity, and measures by id. */
export interface ReportNight {
  readonly at: Instant
  readonly open: Readonly<Record<Severity, number>>
  readonly measures?: Readonly<Record<string, number | null>>
}
