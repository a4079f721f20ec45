import type { ReportFinding, ReportKind, ReportModel, ReportNight } from '../report-model.ts'

/** One day, in milliseconds. */
export const dayMs = 86_400_000

/** The instant of the night that the models tell of. */
export const tonight = Date.UTC(2026, 2, 31, 17)

/** A night without anything: no source, no finding, no trend. */
export const emptyModel: ReportModel = {
  run: 'run-20260331T170000Z',
  at: tonight,
  head: { count: 0, hash: '0'.repeat(64) },
  policy: { digest: 'a'.repeat(64) },
  sources: [],
  changes: {
    opened: [],
    reopened: [],
    resolved: [],
    accepted: [],
    totals: { opened: 0, reopened: 0, resolved: 0, accepted: 0 },
  },
  kinds: [],
  measures: [],
  trend: [],
}

/** One finding, with whatever a test wants to be otherwise. */
export function finding(over: Partial<ReportFinding> = {}): ReportFinding {
  return {
    id: 'access-without-ticket/prod/bob/deploy',
    kind: 'access-without-ticket',
    severity: 'high',
    state: 'open',
    who: 'bob',
    kindOfPrincipal: 'human',
    account: 'b.jones',
    entitlement: 'deploy',
    system: 'prod',
    level: 'write',
    tickets: [],
    since: tonight - 12 * dayMs,
    firstSeen: tonight - 11 * dayMs,
    message: '`bob` holds `deploy` (write) on `prod`, and no closed ticket authorises it.',
    action: 'Ask the owner of `deploy` for a ticket, or remove the access.',
    controls: ['CSF2:PR.AA-05', '800-53:AC-2', 'SOC2:CC6.2'],
    evidence: [{ what: 'Snapshot line of `prod`', where: 'access.ndjson, line 1,204' }],
    ...over,
  }
}

/** One kind, with whatever a test wants to be otherwise. */
export function kind(over: Partial<ReportKind> = {}): ReportKind {
  const findings = over.findings ?? [finding()]
  return {
    kind: 'access-without-ticket',
    title: 'Access without a ticket',
    explanation: 'The system holds access that no closed ticket authorises.',
    severity: 'high',
    open: findings.length,
    accepted: 0,
    ...over,
    findings,
  }
}

/** `length` nights up to tonight with slowly falling numbers, the same every time. */
export function nights(length: number): readonly ReportNight[] {
  return Array.from({ length }, (_, index) => ({
    at: tonight - (length - 1 - index) * dayMs,
    open: {
      critical: Math.max(2, 7 - (index % 6)),
      high: Math.max(4, 30 - Math.floor(index / 2)),
      medium: 24 + ((index * 5) % 7),
      low: 11 + (index % 4),
    },
    measures: {
      'access-without-ticket-rate': 0.041 - index * 0.0006,
      'evidence-rate': index === 9 ? null : 0.88 + ((index * 3) % 5) * 0.012,
      throughput: 30 + ((index * 7) % 13),
    },
  }))
}
