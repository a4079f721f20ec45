import type { Severity } from '@ticketbound/core'
import type { ReportFinding, ReportKind, ReportModel } from '../report-model.ts'
import { dayMs, emptyModel, finding, kind, nights, tonight } from './models.ts'

const people = [
  'alice',
  'bob',
  'carol',
  'dan',
  'erin',
  'frank',
  'grace',
  'heidi',
  'ivan',
  'judy',
  'mallory',
  'niaj',
  'olivia',
  'peggy',
]
const entitlements = ['deploy', 'billing-admin', 'crm-export', 'vault-read', 'payroll-approve']

function many(
  count: number,
  one: (who: string, entitlement: string, index: number) => Partial<ReportFinding>,
): readonly ReportFinding[] {
  return Array.from({ length: count }, (_, index) => {
    const who = people[(index * 5) % people.length] ?? 'zoe'
    const entitlement = entitlements[(index * 3) % entitlements.length] ?? 'deploy'
    const since = tonight - (3 + ((index * 17) % 160)) * dayMs
    const shared = {
      who,
      entitlement,
      since,
      firstSeen: index % 7 === 0 ? tonight : since + dayMs,
      account: `${who}@prod`,
    }
    return finding({ ...shared, ...one(who, entitlement, index) })
  })
}

const leavers = many(3, (who, entitlement, index) => ({
  id: `leaver-still-active/prod/${who}/${entitlement}`,
  kind: 'leaver-still-active',
  severity: 'critical',
  tickets: index === 0 ? ['RITM0010021'] : [],
  message: `\`${who}\` left on 2026-03-${String(14 + index)}, and the account \`${who}@prod\` still holds \`${entitlement}\`.`,
  action: `Close the account \`${who}@prod\` on \`prod\` today, then look at what it did since.`,
  evidence: [
    { what: `\`${who}\` in the people source`, where: 'hr, people.ndjson' },
    {
      what: 'Snapshot line of `prod`',
      where: `access.ndjson, line ${String(1204 + index * 31)}, read 2026-03-31 16:40 UTC`,
    },
  ],
}))

const unticketed = many(64, (who, entitlement, index) => ({
  id: `access-without-ticket/prod/${who}/${entitlement}/${String(index)}`,
  message: `\`${who}\` holds \`${entitlement}\` (write) on \`prod\`, and no closed ticket authorises it.`,
  action: `Ask the owner of \`${entitlement}\` for a ticket, or remove the access.`,
}))

const expired = many(5, (who, entitlement, index) => ({
  id: `expired-still-active/prod/${who}/${entitlement}`,
  kind: 'expired-still-active',
  kindOfPrincipal: index === 1 ? 'agent' : 'human',
  state: index === 2 ? 'reopened' : 'open',
  ...(index === 2 && { reopenedBecause: 'the level went from read to write since it was accepted' }),
  tickets: [`RITM00${String(10044 + index)}`],
  message: `\`${who}\` still holds \`${entitlement}\`, though ticket \`RITM00${String(10044 + index)}\` allowed it only until 2026-03-20.`,
  action: 'Remove the access, or close a ticket that extends it.',
}))

const missing = many(9, (who, entitlement, index) => ({
  id: `closed-not-provisioned/prod/${who}/${entitlement}`,
  kind: 'closed-not-provisioned',
  severity: 'medium',
  tickets: [`REQ-${String(2200 + index)}`],
  message: `Ticket \`REQ-${String(2200 + index)}\` says \`${who}\` was given \`${entitlement}\`, and \`prod\` never showed it.`,
  action: 'Give the access, or correct the ticket.',
}))

const kinds: readonly ReportKind[] = [
  kind({
    kind: 'leaver-still-active',
    title: 'Leaver still active',
    severity: 'critical',
    explanation: 'Somebody has left, and an account of theirs still holds this access.',
    findings: leavers,
  }),
  kind({ findings: unticketed, open: 264, accepted: 17 }),
  kind({
    kind: 'expired-still-active',
    title: 'Expired, still active',
    explanation: 'The time that the ticket allowed is over, and the access is still there.',
    findings: expired,
  }),
  kind({
    kind: 'closed-not-provisioned',
    title: 'Closed, not provisioned',
    severity: 'medium',
    explanation: 'The ticket says done, and no system ever showed the access.',
    findings: missing,
  }),
  ...['Closed, not removed', 'Removed without a ticket', 'Account of nobody', 'Requested twice'].map((title) =>
    kind({ kind: title.toLowerCase().replaceAll(/[^a-z]+/g, '-'), title, findings: [] }),
  ),
]

const open: Readonly<Record<Severity, number>> = { critical: 3, high: 269, medium: 9, low: 0 }

/** A night with a bit of everything. */
export const richModel: ReportModel = {
  ...emptyModel,
  previousAt: tonight - dayMs,
  head: { count: 18_204, hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
  policy: { digest: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae' },
  sources: [
    { name: 'itsm', reads: 'requests', rows: 48_211, rejected: 0, complete: true, asOf: tonight - 20 * 60_000 },
    {
      name: 'prod',
      reads: 'access',
      system: 'prod',
      rows: 120_332,
      rejected: 0,
      complete: true,
      asOf: tonight - 40 * 60_000,
    },
    {
      name: 'crm',
      reads: 'access',
      system: 'crm',
      rows: 8_114,
      rejected: 2,
      complete: false,
      reason: 'the file `crm-access.ndjson` does not end in a newline, so it may be cut off',
    },
    { name: 'hr', reads: 'people', rows: 2_401, rejected: 0, complete: true },
  ],
  changes: {
    opened: [leavers[0], ...unticketed.filter((_, index) => index % 7 === 0), missing[0]].filter(
      (each) => each !== undefined,
    ),
    reopened: expired.filter((each) => each.state === 'reopened'),
    resolved: many(4, (who, entitlement, index) => ({
      id: `resolved-${String(index)}`,
      state: 'resolved',
      severity: index === 0 ? 'critical' : 'medium',
      message: `\`${who}\` no longer holds \`${entitlement}\` without a ticket.`,
    })),
    accepted: [],
    totals: { opened: 12, reopened: 1, resolved: 4, accepted: 0 },
  },
  kinds,
  measures: [
    {
      id: 'access-without-ticket-rate',
      title: 'Access without a ticket',
      unit: 'ratio',
      value: 281 / 12_034,
      numerator: 281,
      denominator: 12_034,
      explanation: 'Direct grants that no ticket and no exception authorises ÷ direct grants of known principals.',
    },
    {
      id: 'evidence-rate',
      title: 'Approved with evidence',
      unit: 'ratio',
      value: 0.934,
      numerator: 934,
      denominator: 1000,
      explanation: 'Closed requests whose approvals prove that they were allowed ÷ closed requests that need approval.',
    },
    {
      id: 'closed-not-provisioned-rate',
      title: 'Closed, not provisioned',
      unit: 'ratio',
      value: null,
      numerator: null,
      denominator: null,
      reason: 'the source `crm` is incomplete',
      explanation: 'Authorised accesses never seen after the grace period ÷ accesses authorised by closed tickets.',
    },
    {
      id: 'approval-latency-p50',
      title: 'Approval latency, median',
      unit: 'hours',
      value: 6.42,
      numerator: 388,
      denominator: 401,
      explanation: 'Hours from submission to the final recorded decision; the denominator counts the undecided too.',
    },
    {
      id: 'throughput',
      title: 'Requests closed',
      unit: 'requests',
      value: 37,
      numerator: 37,
      denominator: null,
      explanation: 'Request lines closed since the night before.',
    },
  ],
  trend: [
    ...nights(30).slice(0, -1),
    {
      at: tonight,
      open,
      measures: { 'access-without-ticket-rate': 281 / 12_034, 'evidence-rate': 0.934, throughput: 37 },
    },
  ].map((night, index) =>
    index === 29 ? night : { ...night, open: { ...night.open, high: night.open.high + 230 + ((index * 13) % 9) } },
  ),
}
