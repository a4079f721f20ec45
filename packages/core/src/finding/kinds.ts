import type { ControlId } from '../control/controls.ts'

/** How bad a finding is. */
export type Severity = 'low' | 'medium' | 'high' | 'critical'

/** From least to most. */
export const severities = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Severity[]

/**
 * What must have been read completely before a kind may open or resolve. `access` is the finding's own scope;
 * nothing is missing of `recertifications` where no source of them is configured.
 */
export type Need = 'access' | 'tickets' | 'people' | 'recertifications'

/** What is fixed about a kind of finding. */
export interface KindFacts {
  readonly title: string
  /** One sentence for the reader of a report. */
  readonly explanation: string
  readonly severity: Severity
  /** Says that a ticketed access and an actual one differ: at most one of these kinds per key. */
  readonly existence: boolean
  readonly needs: readonly Need[]
  /** About one ticket, whose number is then part of the finding's identity. */
  readonly aboutTicket: boolean
  readonly controls: readonly ControlId[]
}

const existence = { existence: true, aboutTicket: false } as const
const quality = { existence: false, aboutTicket: true, needs: ['tickets'] } as const
const independent = { existence: false, aboutTicket: false } as const

/**
 * Every kind of finding, in the order in which reports show them.
 * A kind that names a control of CSF 2.0 names what NIST says it was in CSF 1.1, too.
 */
export const kinds = {
  'leaver-still-active': {
    ...independent,
    title: 'Leaver still active',
    explanation: 'Somebody has left, and an account of theirs still holds this access.',
    severity: 'critical',
    needs: ['people'],
    controls: [
      'CSF2:PR.AA-01',
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-1',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2(3)',
      '800-53:PS-4',
      '800-207:tenet-6',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
      'SOC2:CC6.3',
      'NHI:NHI1',
    ],
  },
  'access-without-ticket': {
    ...existence,
    title: 'Access without a ticket',
    explanation: 'The system holds access that no closed ticket authorises.',
    severity: 'high',
    needs: ['tickets'],
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2',
      '800-53:AC-3',
      '800-207:tenet-4',
      '800-207:tenet-6',
      'ISO27001:A.5.15',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
      'NHI:NHI5',
    ],
  },
  'closed-not-removed': {
    ...existence,
    title: 'Closed, not removed',
    explanation: 'A removal ticket is closed or a reviewer revoked the access, and it is still there.',
    severity: 'high',
    needs: ['tickets'],
    controls: [
      'CSF2:PR.AA-01',
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-1',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2(3)',
      '800-207:tenet-6',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
      'SOC2:CC6.3',
      'NHI:NHI1',
    ],
  },
  'expired-still-active': {
    ...existence,
    title: 'Expired, still active',
    explanation: 'The time that the ticket allowed is over, and the access is still there.',
    severity: 'high',
    needs: ['tickets'],
    controls: [
      'CSF2:PR.AA-01',
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-1',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2(2)',
      '800-53:AC-2(3)',
      '800-207:tenet-3',
      '800-207:tenet-6',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
      'SOC2:CC6.3',
      'NHI:NHI1',
    ],
  },
  'granted-while-open': {
    ...existence,
    title: 'Granted while the request is open',
    explanation: 'The access is already there, and its request has not been closed.',
    severity: 'high',
    needs: ['tickets'],
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2',
      '800-53:AU-10',
      '800-207:tenet-6',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
      'NHI:NHI5',
    ],
  },
  'removed-without-ticket': {
    ...existence,
    title: 'Removed without a ticket',
    explanation: 'Authorised access was there and is gone, and no ticket says why.',
    severity: 'medium',
    needs: ['access', 'tickets'],
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2', 'ISO27001:A.5.18', 'SOC2:CC6.2'],
  },
  'closed-not-provisioned': {
    ...existence,
    title: 'Closed, not provisioned',
    explanation: 'The ticket says done, and no system ever showed the access.',
    severity: 'medium',
    needs: ['access', 'tickets'],
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2', 'ISO27001:A.5.18', 'SOC2:CC6.2'],
  },
  'absent-before-first-night': {
    ...existence,
    title: 'Absent before the first night',
    explanation:
      'The ticket is older than the first complete snapshot, and the access was never seen: nobody can tell what happened.',
    severity: 'low',
    needs: ['access', 'tickets'],
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2'],
  },
  'closed-without-evidence': {
    ...quality,
    title: 'Closed without approval evidence',
    explanation: 'The access has its ticket, and the ticket has no approval that counts.',
    severity: 'high',
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2',
      '800-53:AU-10',
      '800-207:tenet-4',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
      'NHI:NHI5',
    ],
  },
  'granted-before-approval': {
    ...quality,
    title: 'Granted before approval',
    explanation: 'The approval is sound in everything but its time: the access came first.',
    severity: 'medium',
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2',
      '800-53:AU-10',
      '800-207:tenet-6',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
      'NHI:NHI5',
    ],
  },
  'broader-than-ticket': {
    ...quality,
    title: 'Broader than the ticket',
    explanation: 'The level that is held is above the level that was ticketed.',
    severity: 'high',
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-6',
      '800-207:tenet-3',
      'ISO27001:A.8.2',
      'SOC2:CC6.3',
      'NHI:NHI5',
    ],
  },
  'unmatched-account': {
    ...independent,
    title: 'Account of nobody',
    explanation: 'An account holds access, and no principal in the people source owns it.',
    severity: 'high',
    needs: ['people'],
    controls: [
      'CSF2:PR.AA-01',
      'CSF1.1:PR.AC-1',
      '800-53:AC-2',
      '800-53:IA-4',
      '800-207:tenet-6',
      'ISO27001:A.5.16',
      'SOC2:CC6.1',
      'SOC2:CC6.2',
      'NHI:NHI1',
    ],
  },
  'ambiguous-account': {
    ...independent,
    title: 'Account of several',
    explanation: 'An account could be more than one principal’s, so nobody answers for it.',
    severity: 'medium',
    needs: ['people'],
    controls: ['CSF2:PR.AA-01', 'CSF1.1:PR.AC-1', '800-53:AC-2', '800-53:IA-4', 'ISO27001:A.5.16', 'SOC2:CC6.1'],
  },
  'duplicate-account': {
    ...independent,
    title: 'More than one account',
    explanation: 'One principal holds access through two accounts on the same system.',
    severity: 'low',
    needs: ['access', 'people'],
    controls: ['CSF2:PR.AA-01', 'CSF1.1:PR.AC-1', '800-53:AC-2', '800-53:IA-4', 'ISO27001:A.5.16', 'SOC2:CC6.1'],
  },
  'sponsorless-principal': {
    ...independent,
    title: 'No sponsor',
    explanation: 'A service or an AI agent has no active human who answers for it.',
    severity: 'high',
    needs: ['people'],
    controls: [
      'CSF2:PR.AA-01',
      'CSF1.1:PR.AC-1',
      '800-53:AC-2',
      '800-53:IA-4',
      'ISO27001:A.5.16',
      'SOC2:CC6.1',
      'NHI:NHI1',
    ],
  },
  'rotation-overdue': {
    ...independent,
    title: 'Rotation overdue',
    explanation: 'A service or an AI agent uses a credential that nobody renewed for longer than its access allows.',
    severity: 'medium',
    needs: ['access', 'people'],
    controls: ['CSF2:PR.AA-01', 'CSF1.1:PR.AC-1', '800-53:IA-5', 'ISO27001:A.5.17', 'SOC2:CC6.1', 'NHI:NHI7'],
  },
  'agent-exceeds-human': {
    ...independent,
    title: 'Agent exceeds its human peers',
    explanation: 'An AI agent holds more than any of the humans it is measured by.',
    severity: 'high',
    needs: ['access', 'people'],
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-6', '800-207:tenet-3', 'NHI:NHI5'],
  },
  'ownerless-entitlement': {
    ...independent,
    title: 'Entitlement without an owner',
    explanation: 'Nobody active can approve this access or answer for it.',
    severity: 'high',
    needs: ['people'],
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2',
      '800-207:tenet-4',
      'ISO27001:A.5.15',
      'ISO27001:A.5.18',
      'SOC2:CC6.1',
      'SOC2:CC6.3',
      'NHI:NHI1',
      'NHI:NHI5',
    ],
  },
  'uncatalogued-entitlement': {
    ...independent,
    title: 'Entitlement not in the catalogue',
    explanation: 'A system grants something that the catalogue does not know, so no rule governs it.',
    severity: 'medium',
    needs: ['access'],
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2', '800-207:tenet-1', 'ISO27001:A.5.15', 'SOC2:CC6.1'],
  },
  'recertification-overdue': {
    ...independent,
    title: 'Recertification overdue',
    explanation: 'Nobody has confirmed this access for longer than the catalogue allows.',
    severity: 'medium',
    needs: ['tickets', 'people', 'recertifications'],
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2',
      '800-53:AC-6(7)',
      '800-207:tenet-3',
      'ISO27001:A.5.18',
      'SOC2:CC6.3',
      'NHI:NHI1',
      'NHI:NHI5',
    ],
  },
  'separation-of-duties': {
    ...independent,
    title: 'Separation of duties',
    explanation: 'One principal holds two entitlements that must not meet.',
    severity: 'high',
    needs: ['people'],
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-5',
      '800-207:tenet-4',
      'ISO27001:A.5.3',
      'SOC2:CC6.3',
      'NHI:NHI5',
    ],
  },
  'duplicate-request': {
    ...independent,
    aboutTicket: true,
    title: 'Requested twice',
    explanation: 'Two open requests ask for the same access.',
    severity: 'low',
    needs: ['tickets'],
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2'],
  },
  'approval-overdue': {
    ...independent,
    aboutTicket: true,
    title: 'Approval overdue',
    explanation: 'A request waits for a decision for longer than was agreed.',
    severity: 'low',
    needs: ['tickets', 'people'],
    controls: ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2'],
  },
  'gate-bypassed': {
    ...independent,
    aboutTicket: true,
    title: 'Gate bypassed',
    explanation: 'A ticket was closed without passing the gate.',
    severity: 'high',
    needs: ['tickets'],
    controls: [
      'CSF2:PR.AA-05',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2',
      '800-53:AU-10',
      '800-207:tenet-4',
      '800-207:tenet-6',
      'ISO27001:A.5.18',
      'SOC2:CC6.2',
    ],
  },
  'exception-expired': {
    ...independent,
    title: 'Exception expired',
    explanation: 'An exception has ended, and what it covered is still there.',
    severity: 'medium',
    needs: ['access', 'tickets', 'people'],
    controls: [
      'CSF2:PR.AA-05',
      'CSF2:ID.RA-07',
      'CSF1.1:PR.AC-4',
      '800-53:AC-2',
      '800-207:tenet-4',
      'ISO27001:A.5.18',
      'SOC2:CC6.3',
    ],
  },
  'source-incomplete': {
    ...independent,
    title: 'Source incomplete',
    explanation: 'A source could not be read to its end, so nothing is claimed that would need the rest of it.',
    severity: 'medium',
    needs: [],
    controls: ['CSF2:PR.PS-04', 'CSF1.1:PR.PT-1', '800-53:CA-7', '800-207:tenet-7', 'ISO27001:A.8.15', 'SOC2:CC7.2'],
  },
} as const satisfies Record<string, KindFacts>

/** The name of a kind of finding. */
export type FindingKind = keyof typeof kinds

/** Every kind, in the order of `kinds`. */
export const findingKinds = Object.keys(kinds) as readonly FindingKind[]

/** What is fixed about one kind, with the literal types widened. */
export function kindFacts(kind: FindingKind): KindFacts {
  return kinds[kind]
}

/** Says whether a text names a kind. */
export function isFindingKind(text: string): text is FindingKind {
  return Object.hasOwn(kinds, text)
}
