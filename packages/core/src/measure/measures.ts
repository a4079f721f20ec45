import type { ControlId } from '../control/controls.ts'

/** One figure with what it was computed from. `value` is null where it could not be computed, and `reason` says why. */
export interface Measure {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly unit: 'ratio' | 'hours' | 'requests'
  readonly reason?: string
}

/** What is fixed about a measure. */
export interface MeasureFacts {
  readonly title: string
  readonly explanation: string
  /** The controls that the figure says something of. */
  readonly controls: readonly ControlId[]
}

/** Every measure a night computes, in the order in which reports show them. */
export const measureFacts = {
  'source-coverage': {
    title: 'Source coverage',
    explanation: 'Sources read completely ÷ sources configured.',
    controls: ['CSF2:PR.PS-04', 'CSF1.1:PR.PT-1', '800-53:CA-7', '800-207:tenet-7', 'ISO27001:A.8.15', 'SOC2:CC7.2'],
  },
  'access-without-ticket-rate': {
    title: 'Access without a ticket',
    explanation:
      'Direct grants that no ticket and no exception authorises ÷ direct grants of known principals (birthright apart). A baseline stays in.',
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2',
      '800-53:AC-3',
      '800-207:tenet-4',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
    ],
  },
  'birthright-share': {
    title: 'Held by design',
    explanation: 'Direct grants of known principals that are birthrights ÷ direct grants of known principals.',
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2', 'ISO27001:A.5.18', 'SOC2:CC6.2'],
  },
  'indirect-share': {
    title: 'Held through something else',
    explanation: 'Accesses held only indirectly ÷ accesses of known principals.',
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2', '800-53:AC-6', 'ISO27001:A.5.18', 'SOC2:CC6.3'],
  },
  'entitlement-accuracy': {
    title: 'As the ticket says',
    explanation:
      'Direct grants whose level and end are the ticket’s, as far as both name one ÷ direct grants of accesses that a closed ticket gave.',
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-6',
      'ISO27001:A.5.18',
      'ISO27001:A.8.2',
      'SOC2:CC6.3',
      'NHI:NHI5',
    ],
  },
  'closed-not-provisioned-rate': {
    title: 'Closed, not provisioned',
    explanation: 'Authorised accesses never seen after the grace period ÷ accesses authorised by closed tickets.',
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2', 'ISO27001:A.5.18', 'SOC2:CC6.2'],
  },
  'closed-not-removed-rate': {
    title: 'Closed, not removed',
    explanation: 'Removals closed whose access is still there after the grace period ÷ removals closed.',
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2(3)',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
      'SOC2:CC6.3',
      'NHI:NHI1',
    ],
  },
  'expired-still-active-rate': {
    title: 'Expired, still active',
    explanation: 'Accesses past their end and still there ÷ accesses there or gone whose ticket set an end.',
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2(2)',
      '800-53:AC-2(3)',
      '800-207:tenet-3',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
      'SOC2:CC6.3',
    ],
  },
  'evidence-rate': {
    title: 'Approved with evidence',
    explanation: 'Closed requests whose approvals prove that they were allowed ÷ closed requests that need approval.',
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2',
      '800-53:AU-10',
      '800-207:tenet-4',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
    ],
  },
  'orphaned-access-rate': {
    title: 'Orphaned access',
    explanation: 'Direct grants whose principal is missing, gone or without an active human sponsor ÷ direct grants.',
    controls: [
      'CSF2:PR.AA-01',
      'CSF1.1:PR.AC-1',
      '800-53:AC-2',
      '800-53:AC-2(3)',
      '800-53:PS-4',
      'ISO27001:A.5.16',
      'SOC2:CC6.1',
      'SOC2:CC6.2',
      'NHI:NHI1',
    ],
  },
  'ownerless-entitlement-rate': {
    title: 'Entitlements without an owner',
    explanation: 'Catalogued entitlements that no active principal owns ÷ catalogued entitlements.',
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2', 'ISO27001:A.5.15', 'SOC2:CC6.1', 'SOC2:CC6.3'],
  },
  'exception-rate': {
    title: 'Living with it',
    explanation: 'Findings accepted under an exception or a baseline ÷ findings open or accepted.',
    controls: ['CSF2:ID.RA-07', '800-53:CA-7'],
  },
  'approval-latency-p50': {
    title: 'Approval latency, median',
    explanation:
      'Hours from submission to the final recorded decision, nearest rank over decided requests; the denominator counts the undecided too.',
    controls: ['CSF2:PR.AA-01', 'CSF1.1:PR.AC-1', '800-53:AC-2', 'SOC2:CC6.2'],
  },
  'approval-latency-p90': {
    title: 'Approval latency, 90th percentile',
    explanation: 'As the median, for the slowest tenth.',
    controls: ['CSF2:PR.AA-01', 'CSF1.1:PR.AC-1', '800-53:AC-2', 'SOC2:CC6.2'],
  },
  throughput: {
    title: 'Requests closed',
    explanation: 'Request lines closed since the night before.',
    controls: ['CSF2:PR.AA-01', 'CSF1.1:PR.AC-1', '800-53:AC-2', 'SOC2:CC6.2'],
  },
} as const satisfies Record<string, MeasureFacts>

/** The id of a measure. */
export type MeasureId = keyof typeof measureFacts

/** All figures of one night. */
export type Measures = Readonly<Record<MeasureId, Measure>>

/** A share; not computable over nothing, because 0 of 0 is not 0. */
export function ratio(numerator: number, denominator: number, unprovable?: string): Measure {
  if (unprovable !== undefined) return { value: null, numerator, denominator, unit: 'ratio', reason: unprovable }
  if (denominator === 0) return { value: null, numerator, denominator, unit: 'ratio', reason: 'nothing to measure' }
  return { value: numerator / denominator, numerator, denominator, unit: 'ratio' }
}

/** The nearest-rank percentile of ascending values: the smallest that at least `share` of them do not exceed. */
export function nearestRank(ascending: ArrayLike<number>, share: number): number | undefined {
  if (ascending.length === 0) return undefined
  const rank = Math.max(1, Math.ceil(share * ascending.length))
  return ascending[rank - 1]
}
