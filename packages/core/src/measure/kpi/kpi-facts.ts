import { kinds, type Need } from '../../finding/kinds.ts'
import { type MeasureFacts, type MeasureId, measureFacts } from '../measures.ts'

/** What must be there before a figure can be computed. */
export type KpiNeed = Need | 'catalogue' | 'recertifications'

/** What a figure is read for: how long people wait, or how safe the access is. */
export type KpiGroup = 'speed' | 'safety'

/** What is fixed about a figure of a period. */
export interface KpiFacts extends MeasureFacts {
  readonly group: KpiGroup
  readonly unit: 'ratio' | 'hours' | 'request-hours' | 'requests'
  readonly needs: readonly KpiNeed[]
  /** Taken from the last night of the period rather than counted over it. */
  readonly standing?: MeasureId
}

const speed = {
  group: 'speed',
  unit: 'hours',
  needs: ['tickets'],
  controls: measureFacts['approval-latency-p50'].controls,
} as const
const safety = { group: 'safety', unit: 'ratio' } as const
const expiry = { needs: ['tickets', 'access'], controls: measureFacts['expired-still-active-rate'].controls } as const
const departure = {
  needs: ['people', 'access'],
  controls: [
    'CSF2:PR.AA-01',
    'CSF1.1:PR.AC-1',
    '800-53:AC-2(3)',
    '800-53:PS-4',
    'ISO27001:A.5.16',
    'ISO27001:A.5.18',
    'SOC2:CC6.2',
    'SOC2:CC6.3',
    'NHI:NHI1',
  ],
} as const
const recertification = [
  'CSF2:PR.AA-05',
  'CSF1.1:PR.AC-4',
  '800-53:AC-2',
  '800-53:AC-6(7)',
  'ISO27001:A.5.18',
  'SOC2:CC6.3',
] as const
const approving = [
  'CSF2:PR.AA-05',
  'CSF1.1:PR.AC-4',
  '800-53:AC-2',
  '800-53:AC-5',
  '800-53:AU-10',
  'ISO27001:A.5.3',
  'ISO27001:A.5.18',
  'SOC2:CC6.3',
] as const

/** A figure that the last night of the period gives, in the words of that night. */
function standing<const Id extends MeasureId, const Needs extends readonly KpiNeed[]>(id: Id, needs: Needs) {
  return { ...safety, needs, standing: id, ...measureFacts[id] }
}

/** Every figure of a period, in the order in which they are shown. */
export const kpiFacts = {
  'approval-latency-p50': {
    ...speed,
    title: 'Approval latency, median',
    explanation:
      'Hours from submission to the final recorded decision, nearest rank over the requests decided in the period; the denominator counts those still undecided too.',
  },
  'approval-latency-p90': {
    ...speed,
    title: 'Approval latency, 90th percentile',
    explanation: 'As the median, for the slowest tenth.',
  },
  'approval-latency-p99': {
    ...speed,
    title: 'Approval latency, 99th percentile',
    explanation: 'As the median, for the slowest hundredth.',
  },
  'approval-wait-p50': {
    ...speed,
    title: 'Wait for approval, median',
    explanation:
      'As the approval latency, by Kaplan–Meier: a request that is still undecided has waited at least until now, and is not left out.',
  },
  'approval-wait-p90': {
    ...speed,
    title: 'Wait for approval, 90th percentile',
    explanation: 'As the median, for the slowest tenth.',
  },
  'approval-latency-debt': {
    ...speed,
    unit: 'request-hours',
    title: 'Approval latency debt',
    explanation:
      'Hours by which undecided requests are past the agreed time to approve, all together; numerator: requests past it; denominator: undecided requests.',
  },
  'fulfilment-latency-p50': {
    ...speed,
    needs: ['tickets', 'access'],
    title: 'Fulfilment latency, median',
    explanation:
      'Hours from the final approval to the night that first saw the access, by Kaplan–Meier; the denominator counts approved requests whose access has not been seen.',
  },
  'fulfilment-latency-p90': {
    ...speed,
    needs: ['tickets', 'access'],
    title: 'Fulfilment latency, 90th percentile',
    explanation: 'As the median, for the slowest tenth.',
  },
  'time-to-close-p50': {
    ...speed,
    title: 'Time to close, median',
    explanation:
      'Hours from submission to closing, by Kaplan–Meier over the requests closed in the period; the denominator counts the open ones too.',
  },
  'time-to-close-p90': {
    ...speed,
    title: 'Time to close, 90th percentile',
    explanation: 'As the median, for the slowest tenth.',
  },
  throughput: {
    ...speed,
    unit: 'requests',
    title: 'Requests closed',
    explanation: 'Request lines closed in the period.',
  },
  'open-request-age-p50': {
    ...speed,
    title: 'Age of open requests, median',
    explanation:
      'Hours since access requests were last opened, nearest rank over those open at the end of the period; numerator: open requests.',
  },
  'open-request-age-p90': {
    ...speed,
    title: 'Age of open requests, 90th percentile',
    explanation: 'As the median, for the oldest tenth.',
  },
  'governance-debt-ratio': {
    ...safety,
    controls: measureFacts['access-without-ticket-rate'].controls,
    needs: ['tickets', 'access'],
    title: 'Governance debt',
    explanation: 'Accesses without a ticket first found in the period ÷ request lines closed in the period.',
  },
  'access-without-ticket-rate': standing('access-without-ticket-rate', ['tickets', 'access']),
  'birthright-share': standing('birthright-share', ['access', 'catalogue']),
  'indirect-share': standing('indirect-share', ['access']),
  'entitlement-accuracy': standing('entitlement-accuracy', ['tickets', 'access']),
  'closed-not-provisioned-rate': standing('closed-not-provisioned-rate', ['tickets', 'access']),
  'closed-not-removed-rate': standing('closed-not-removed-rate', ['tickets', 'access']),
  'expired-still-active-rate': standing('expired-still-active-rate', ['tickets', 'access']),
  'late-expiry-rate': {
    ...safety,
    ...expiry,
    title: 'Late expiries',
    explanation:
      'Accesses whose ticketed end fell in the period and that were seen after it and its grace ÷ accesses whose ticketed end fell in the period.',
  },
  'expiry-lateness-p50': {
    ...safety,
    ...expiry,
    unit: 'hours',
    title: 'Lateness of an expiry, median',
    explanation:
      'Hours from a ticketed end in the period to when the access was last seen, by Kaplan–Meier; the denominator counts what is still there.',
  },
  'expiry-lateness-p90': {
    ...safety,
    ...expiry,
    unit: 'hours',
    title: 'Lateness of an expiry, 90th percentile',
    explanation: 'As the median, for the latest tenth.',
  },
  'orphaned-access-rate': standing('orphaned-access-rate', ['people', 'access']),
  'ownerless-entitlement-rate': standing('ownerless-entitlement-rate', ['people', 'catalogue']),
  'deprovisioning-completion': {
    ...safety,
    ...departure,
    title: 'Deprovisioned in time',
    explanation:
      'Principals who ended in the period and whose access was not seen after the agreed time to remove it ÷ principals who ended and ever held access, once that time is over.',
  },
  'time-to-deprovision-p50': {
    ...safety,
    ...departure,
    unit: 'hours',
    title: 'Time to deprovision, median',
    explanation:
      'Hours from a principal’s end in the period to when any access of theirs was last seen, by Kaplan–Meier; the denominator counts those who still hold some.',
  },
  'time-to-deprovision-p90': {
    ...safety,
    ...departure,
    unit: 'hours',
    title: 'Time to deprovision, 90th percentile',
    explanation: 'As the median, for the slowest tenth.',
  },
  'recertification-completion': {
    ...safety,
    controls: recertification,
    needs: ['recertifications', 'access', 'catalogue'],
    title: 'Recertified in time',
    explanation: 'Accesses decided on by the due date ÷ accesses whose recertification was due in the period.',
  },
  'revoke-follow-through': {
    ...safety,
    controls: recertification,
    needs: ['recertifications', 'access'],
    title: 'Revocations carried out',
    explanation:
      'Decisions to revoke in the period whose access was not seen after the agreed time to remove it ÷ such decisions, once that time is over.',
  },
  'evidence-rate': standing('evidence-rate', ['tickets', 'catalogue']),
  'self-approval-rate': {
    ...safety,
    controls: approving,
    needs: ['tickets', 'catalogue'],
    title: 'Self-approval',
    explanation:
      'Closed requests that the requester, the principal or its sponsor approved, whether or not it counted ÷ requests closed in the period that need approval.',
  },
  'post-facto-approval-rate': {
    ...safety,
    controls: approving,
    needs: ['tickets', 'catalogue'],
    title: 'Approved afterwards',
    explanation:
      'Closed requests that were approved only after the access was granted, as the ticket or the system dates it ÷ requests closed in the period that need approval.',
  },
  'separation-of-duties-rate': {
    ...safety,
    controls: kinds['separation-of-duties'].controls,
    needs: ['access', 'catalogue'],
    title: 'Separation of duties broken',
    explanation: 'Conflicts found open by the last night of the period ÷ principals who held access then.',
  },
  'approval-exception-rate': {
    ...safety,
    controls: measureFacts['exception-rate'].controls,
    needs: ['tickets'],
    title: 'Approved by exception',
    explanation: 'Approved requests that name an exception ÷ requests approved in the period.',
  },
  'decision-exception-rate': {
    ...safety,
    controls: measureFacts['exception-rate'].controls,
    needs: ['tickets'],
    title: 'Decided by exception',
    explanation: 'Approved requests that name an exception ÷ requests decided in the period.',
  },
  'stale-exception-rate': {
    ...safety,
    controls: measureFacts['exception-rate'].controls,
    needs: [],
    title: 'Stale exceptions',
    explanation: 'Exceptions that have ended and are still relied on ÷ exceptions in force at the end of the period.',
  },
  'exception-rate': standing('exception-rate', []),
  'source-coverage': {
    ...safety,
    controls: measureFacts['source-coverage'].controls,
    needs: [],
    title: 'Source coverage',
    explanation: 'Complete readings of sources ÷ readings of sources, over the nights of the period.',
  },
} as const satisfies Record<string, KpiFacts>

/** The id of a figure of a period. */
export type KpiId = keyof typeof kpiFacts

/** Every id, in the order in which figures are shown. */
export const kpiIds = Object.keys(kpiFacts) as readonly KpiId[]

/** What is fixed about one figure. */
export function factsOfKpi(id: KpiId): KpiFacts {
  return kpiFacts[id]
}
