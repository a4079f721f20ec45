import { describe, expect, it } from 'vitest'
import type { Finding } from '../../finding/finding.ts'
import type { Recertification } from '../../model/recertification.ts'
import type { RequestLine } from '../../model/request.ts'
import type { StoredVerdict } from '../../night/subject.ts'
import { aSighting } from '../../testdata/account.ts'
import { day, oneDay } from '../../testdata/day.ts'
import { anEntitlement, bookOf } from '../../testdata/entitlement.ts'
import { aFinding } from '../../testdata/finding.ts'
import { aPastNight, aScopeOfKpis, keptOf, kpisOf } from '../../testdata/kept.ts'
import { aPerson, directoryOf } from '../../testdata/person.ts'
import { aRecertification } from '../../testdata/recertification.ts'
import { anApproval, anOpenRequest, aRequest } from '../../testdata/request.ts'
import { dueDates } from './count-recertifications.ts'
import type { KeptSubject } from './kept-subject.ts'
import { factsOfKpi, type KpiId, kpiIds } from './kpi-facts.ts'
import type { KpiScope } from './kpi-scope.ts'

/** One figure as `value numerator/denominator`, or as the reason why there is none. */
function figure(id: KpiId, kept: readonly KeptSubject[], scope?: KpiScope): string {
  const { value, numerator, denominator, reason } = kpisOf(kept, scope).kpis[id]
  return value === null ? (reason ?? '') : `${Number(value.toFixed(3))} ${numerator}/${denominator}`
}

/** A request opened so many days before it was decided on day 20. */
const decidedAfter = (days: number, given: Partial<RequestLine> = {}) =>
  aRequest({
    number: `REQ${days}`,
    openedAt: day(20 - days),
    closedAt: day(21),
    approvals: [anApproval({ decidedAt: day(20) })],
    ...given,
  })
const waiting = (days: number, given: Partial<RequestLine> = {}) =>
  anOpenRequest({ number: `OPEN${days}`, openedAt: day(31 - days), ...given })

describe('the waits for an approval', () => {
  // Decided after 1, 2, 3 and 4 days; two still wait, for 2 and for 10 days.
  const lines = [...[1, 2, 3, 4].map((days) => decidedAfter(days)), waiting(2), waiting(10)]

  it.each<[KpiId, string]>([
    ['approval-latency-p50', '48 4/6'],
    ['approval-latency-p90', '96 4/6'],
    ['approval-latency-p99', '96 4/6'],
    // S(1) = 5/6; S(2) = 5/6 · 4/5 = 4/6; then one is censored: S(3) = 4/6 · 2/3 = 4/9, which is the median.
    ['approval-wait-p50', '72 4/6'],
    // S(4) = 4/9 · 1/2 = 2/9, which is more than a tenth.
    ['approval-wait-p90', 'too many are still open to tell'],
    // One is seven days past the three that were agreed.
    ['approval-latency-debt', '168 1/2'],
    // Closed after 2, 3, 4 and 5 days; open for 2 and for 10.
    ['time-to-close-p50', '96 4/6'],
    ['throughput', '4 4/null'],
  ])('give %s', (id, expected) => {
    expect(figure(id, [keptOf(lines)])).toBe(expected)
  })

  it.each<[string, readonly RequestLine[], string]>([
    [
      'what was decided before the period',
      [aRequest({ openedAt: day(-9), approvals: [anApproval({ decidedAt: day(0) })] })],
      'nothing to measure',
    ],
    ['what needs no approval', [decidedAfter(1, { entitlement: 'open' })], 'nothing to measure'],
    ['what takes access away', [decidedAfter(1, { kind: 'deprovision' })], 'nothing to measure'],
    ['what asks for no access', [decidedAfter(1, { kind: 'none' })], 'nothing to measure'],
    ['what was opened after the period', [anOpenRequest({ openedAt: day(32) })], 'nothing to measure'],
  ])('leave out %s', (_what, given, expected) => {
    const entitlements = bookOf(anEntitlement('deploy'), anEntitlement('open', { approval: { parts: [] } }))
    expect(figure('approval-latency-p50', [keptOf(given)], aScopeOfKpis({ entitlements }))).toBe(expected)
  })

  it('take a request as it stood at the end of the period', () => {
    const decidedLater = aRequest({
      openedAt: day(29),
      closedAt: day(40),
      approvals: [anApproval({ decidedAt: day(39) })],
    })
    expect(figure('approval-wait-p50', [keptOf([decidedLater])])).toBe('none is over yet')
    expect(figure('throughput', [keptOf([decidedLater])])).toBe('0 0/null')
  })

  it('leave what happened at the very end to the next period', () => {
    const atEnd = aRequest({ openedAt: day(30), closedAt: day(31), approvals: [anApproval({ decidedAt: day(31) })] })
    const scope = aScopeOfKpis({ until: day(31), lastNight: aPastNight({ at: day(60) }) })
    expect(figure('approval-wait-p50', [keptOf([atEnd, anOpenRequest({ openedAt: day(31) })])], scope)).toBe(
      'none is over yet',
    )
    expect(figure('approval-latency-debt', [keptOf([atEnd])], scope)).toBe('0 0/1')
    expect(figure('throughput', [keptOf([atEnd])], scope)).toBe('0 0/null')
  })

  it('censor what was closed without a decision when it was closed', () => {
    const cancelled = aRequest({ state: 'cancelled', openedAt: day(1), closedAt: day(11) })
    expect(figure('approval-wait-p50', [keptOf([decidedAfter(12), cancelled])])).toBe('288 1/2')
    expect(figure('approval-latency-debt', [keptOf([cancelled])])).toBe('0 0/0')
  })
})

describe('the age of open requests', () => {
  const open = (opened: number, given: Partial<RequestLine> = {}) =>
    anOpenRequest({ number: `OPEN${opened}`, openedAt: day(opened), ...given })
  const four = [open(30), open(28), open(11), open(-9)]

  it.each<[string, KpiId, readonly RequestLine[], string]>([
    ['is the median by nearest rank', 'open-request-age-p50', four, '72 4/null'],
    ['is that of the oldest tenth', 'open-request-age-p90', four, '960 4/null'],
    ['counts every kind that is about access', 'open-request-age-p50', [open(30, { kind: 'change' })], '24 1/null'],
    ['counts a removal', 'open-request-age-p50', [open(30, { kind: 'deprovision' })], '24 1/null'],
    ['leaves out service work', 'open-request-age-p50', [open(30, { kind: 'none' })], 'nothing to measure'],
    ['goes on after the decision', 'open-request-age-p50', [open(8, { approvals: [anApproval()] })], '552 1/null'],
    ['begins anew with a reopening', 'open-request-age-p50', [open(8, { reopenedAt: day(29) })], '48 1/null'],
    ['knows no later reopening', 'open-request-age-p50', [open(8, { reopenedAt: day(40) })], '552 1/null'],
    ['counts what closed only later', 'open-request-age-p50', [aRequest({ closedAt: day(40) })], '552 1/null'],
    ['leaves out what was opened later', 'open-request-age-p50', [open(32)], 'nothing to measure'],
    ['has nothing to measure where all are closed', 'open-request-age-p90', [aRequest()], 'nothing to measure'],
  ])('%s', (_what, id, lines, expected) => {
    expect(figure(id, [keptOf(lines)])).toBe(expected)
  })

  it('is taken at the last night of a period that goes on', () => {
    const scope = aScopeOfKpis({ until: day(20) })
    expect(figure('open-request-age-p90', [keptOf([open(8), open(25)])], scope)).toBe('288 1/null')
  })

  it('is over the requests of all subjects', () => {
    expect(figure('open-request-age-p90', [keptOf([open(30)]), keptOf([open(28)])])).toBe('72 2/null')
  })
})

describe('the wait from approval to access', () => {
  const asked = aRequest({ approvals: [anApproval({ decidedAt: day(10) })] })
  const seen = (given: Partial<Parameters<typeof aSighting>[0]> = {}) => [aSighting({ firstSeenAt: day(12), ...given })]

  it.each<[string, readonly RequestLine[], Parameters<typeof keptOf>[1], string]>([
    ['is over when a night sees it', [asked], seen(), '48 1/1'],
    ['goes on while none does', [asked], [], 'none is over yet'],
    ['is not one where the access was there before', [asked], seen({ firstSeenAt: day(9) }), 'nothing to measure'],
    ['is unknown where the first snapshot showed it', [asked], seen({ firstSeenAt: day(2) }), 'nothing to measure'],
    [
      'is counted once, from the last approval before',
      [asked, aRequest({ number: 'R2', approvals: [anApproval({ decidedAt: day(11) })] })],
      seen(),
      '24 1/1',
    ],
    ['is given up with the request', [{ ...asked, state: 'cancelled' }], [], 'nothing to measure'],
    [
      'is none after a rejection',
      [aRequest({ approvals: [anApproval({ decision: 'rejected' })] })],
      [],
      'nothing to measure',
    ],
  ])('%s', (_what, lines, sightings, expected) => {
    expect(figure('fulfilment-latency-p50', [keptOf(lines, sightings)])).toBe(expected)
  })

  it('is unknown where no complete snapshot could have shown it', () => {
    expect(figure('fulfilment-latency-p50', [keptOf([asked])], aScopeOfKpis({ firstComplete: new Map() }))).toBe(
      'nothing to measure',
    )
  })
})

describe('the ends of tickets', () => {
  const revoked = (decidedAt: number) => aRecertification({ decision: 'revoke', decidedAt })
  const removedOn = (closedAt: number) => aRequest({ number: `OUT${closedAt}`, kind: 'deprovision', closedAt })
  const ending = aRequest({ expiresAt: day(20) })
  const lastSeen = (at: number) => [aSighting({ firstSeenAt: day(11), lastSeenAt: at })]

  it.each<[string, KpiId, Parameters<typeof keptOf>[1], string]>([
    ['counts access that went in time', 'late-expiry-rate', lastSeen(day(19)), '0 0/1'],
    ['counts access that went late', 'late-expiry-rate', lastSeen(day(23)), '1 1/1'],
    ['counts access that is still there', 'late-expiry-rate', [aSighting()], '1 1/1'],
    ['gives how late', 'expiry-lateness-p50', lastSeen(day(23)), '72 1/1'],
    ['gives no lateness for access that went in time', 'expiry-lateness-p50', lastSeen(day(19)), '0 1/1'],
    ['censors access that is still there', 'expiry-lateness-p50', [aSighting()], 'none is over yet'],
    ['leaves out access that never was', 'late-expiry-rate', [], 'nothing to measure'],
  ])('%s', (_what, id, sightings, expected) => {
    expect(figure(id, [keptOf([ending], sightings)])).toBe(expected)
  })

  it.each<[string, Partial<KeptSubject>, readonly RequestLine[], string]>([
    ['leaves out what a reviewer revoked before', { recertifications: [revoked(day(15))] }, [], 'nothing to measure'],
    ['counts what a reviewer revoked only after', { recertifications: [revoked(day(22))] }, [], '1 1/1'],
    ['leaves out what a ticket removed before', {}, [removedOn(day(15))], 'nothing to measure'],
    ['counts what a ticket removed only after', {}, [removedOn(day(22))], '1 1/1'],
    ['counts what was removed at its end', {}, [removedOn(day(20))], '1 1/1'],
    ['takes no removal after the period into account', {}, [removedOn(day(40))], '1 1/1'],
    [
      'looks back over several removals',
      { recertifications: [revoked(day(24))] },
      [removedOn(day(22)), removedOn(day(23))],
      '1 1/1',
    ],
  ])('%s', (_what, given, removals, expected) => {
    expect(figure('late-expiry-rate', [keptOf([ending, ...removals], [aSighting()], given)])).toBe(expected)
  })

  it('leaves out what a later ticket put off', () => {
    const renewed = aRequest({ number: 'R2', closedAt: day(18), expiresAt: day(60) })
    expect(figure('late-expiry-rate', [keptOf([ending, renewed], lastSeen(day(23)))])).toBe('nothing to measure')
  })
})

describe('principals who ended', () => {
  const directory = directoryOf(aPerson('alice', { endedAt: day(20) }), aPerson('bob', { endedAt: day(31) - 1 }))
  const scope = aScopeOfKpis({ directory })
  const bobs = { subject: { type: 'principal', principal: 'bob' } } as const
  const lastSeen = (at: number) => [aSighting({ firstSeenAt: day(5), lastSeenAt: at })]

  it.each<[string, KpiId, readonly KeptSubject[], string]>([
    ['counts who lost all access in time', 'deprovisioning-completion', [keptOf([], lastSeen(day(21)))], '1 1/1'],
    ['counts who lost it late', 'deprovisioning-completion', [keptOf([], lastSeen(day(21) + 1))], '0 0/1'],
    [
      'counts who still holds some',
      'deprovisioning-completion',
      [keptOf([], [...lastSeen(day(20)), aSighting({ entitlement: 'ghost' })])],
      '0 0/1',
    ],
    [
      'waits for the time that was agreed',
      'deprovisioning-completion',
      [keptOf([], [aSighting()], bobs)],
      'nothing to measure',
    ],
    ['leaves out who never held any', 'deprovisioning-completion', [keptOf([])], 'nothing to measure'],
    [
      'censors who still holds some',
      'time-to-deprovision-p50',
      [keptOf([], lastSeen(day(22))), keptOf([], [aSighting()], bobs)],
      '48 1/2',
    ],
    ['gives no time where it went before', 'time-to-deprovision-p50', [keptOf([], lastSeen(day(18)))], '0 1/1'],
  ])('%s', (_what, id, kept, expected) => {
    expect(figure(id, kept, scope)).toBe(expected)
  })
})

describe('recertifications', () => {
  const decide = (at: number, given: Partial<Recertification> = {}) => aRecertification({ decidedAt: at, ...given })
  const revoke = { decision: 'revoke' } as const

  /** Access since day 5, to be looked at every ten days. */
  function recertified(
    id: KpiId,
    decisions: readonly Recertification[],
    lastSeenAt?: number,
    lines: readonly RequestLine[] = [],
  ): string {
    const sources = ['requests', 'access', 'people', 'recertifications'].map((reads) => ({ reads, complete: true }))
    const scope = aScopeOfKpis({
      entitlements: bookOf(anEntitlement('deploy', { recertify: 10 * oneDay })),
      lastNight: aPastNight({ sources }),
    })
    const sightings = [aSighting({ firstSeenAt: day(5), ...(lastSeenAt && { lastSeenAt }) })]
    return figure(id, [keptOf(lines, sightings, { recertifications: decisions })], scope)
  }

  it.each<[string, readonly Recertification[], number | undefined, string]>([
    ['counts one due date where nobody decides', [], undefined, '0 0/1'],
    ['counts a decision by the due date, and the next due date', [decide(day(15))], undefined, '0.5 1/2'],
    ['counts a late one as late', [decide(day(16))], undefined, '0 0/2'],
    ['counts each in time', [decide(day(12)), decide(day(21))], undefined, '1 2/2'],
    ['asks nothing of access that is gone', [], day(14), 'nothing to measure'],
    ['asks nothing after a revocation', [decide(day(12), revoke)], undefined, '1 1/1'],
  ])('%s', (_what, decisions, lastSeenAt, expected) => {
    expect(recertified('recertification-completion', decisions, lastSeenAt)).toBe(expected)
  })

  const given = aRequest({ closedAt: day(7) })
  const givenAgain = aRequest({ number: 'R2', closedAt: day(14) })
  const revokedIn = [decide(day(12), revoke)]
  it.each<[string, readonly Recertification[], readonly RequestLine[], string]>([
    ['counts from the ticket', [], [given], '0 0/1'],
    ['counts from the ticket that a reviewer ended', revokedIn, [given], '1 1/1'],
    // Due on day 24, an interval after it was given again; without the revocation it would never be due again.
    ['begins anew with a ticket after a revocation', revokedIn, [given, givenAgain], '0 0/1'],
    [
      'asks nothing yet of what was given again late',
      [decide(day(22), revoke)],
      [given, aRequest({ number: 'R2', closedAt: day(25) })],
      'nothing to measure',
    ],
  ])('%s', (_what, decisions, lines, expected) => {
    expect(recertified('recertification-completion', decisions, undefined, lines)).toBe(expected)
  })

  it.each<[string, number, number | undefined, string]>([
    ['counts access that went in time', day(12), day(13), '1 1/1'],
    ['counts access that went late', day(12), day(14), '0 0/1'],
    ['counts access that is still there', day(12), undefined, '0 0/1'],
    ['waits for the time that was agreed', day(30) + 1, undefined, 'nothing to measure'],
  ])('%s after a revocation', (_what, at, lastSeenAt, expected) => {
    expect(recertified('revoke-follow-through', [decide(at, revoke)], lastSeenAt)).toBe(expected)
  })

  it.each<[string, number | undefined, readonly Recertification[], readonly (readonly [number, boolean])[]]>([
    ['one interval after it began', 10 * oneDay, [], [[day(15), false]]],
    [
      'one interval after a decision',
      10 * oneDay,
      [decide(day(12))],
      [
        [day(15), true],
        [day(22), false],
      ],
    ],
    [
      'at the end until which it may stay',
      10 * oneDay,
      [decide(day(12), { until: day(18) })],
      [
        [day(15), true],
        [day(18), false],
      ],
    ],
    [
      'by the interval, however late that end is',
      10 * oneDay,
      [decide(day(12), { until: day(60) })],
      [
        [day(15), true],
        [day(22), false],
      ],
    ],
    [
      'at that end alone where there is no interval',
      undefined,
      [decide(day(12), { until: day(18) })],
      [[day(18), false]],
    ],
    ['never where nothing asks for it', undefined, [decide(day(12))], []],
    ['not by what was decided before it began', 10 * oneDay, [decide(day(4))], [[day(15), false]]],
  ])('are due %s', (_when, interval, decisions, expected) => {
    const dates = dueDates(day(5), day(31), interval, decisions)
    expect(dates.map(({ at, decided }) => [at, decided])).toEqual(expected)
  })

  it('cannot be computed without a source of them', () => {
    expect(figure('recertification-completion', [keptOf([], [aSighting()])])).toBe(
      'no recertifications source is given',
    )
  })
})

describe('how requests were approved', () => {
  const verdict = (given: Partial<StoredVerdict>): StoredVerdict => ({
    policy: 'p',
    judgedAt: day(11),
    sufficient: false,
    onlyLate: false,
    assurance: 'proven',
    approvedBy: [],
    refused: [],
    ...given,
  })
  const judged = (...verdicts: readonly StoredVerdict[]) =>
    keptOf([], [], {
      lines: verdicts.map((each, index) => ({ line: aRequest({ number: `R${index}` }), verdict: each })),
    })
  const sound = verdict({ sufficient: true, approvedBy: ['bob'] })
  const late = verdict({ onlyLate: true, refused: [{ approver: 'bob', faults: ['after-fulfilment'] }] })
  const own = verdict({ sufficient: true, refused: [{ approver: 'alice', faults: ['approver-is-principal'] }] })
  const lateToo = verdict({ sufficient: true, refused: [{ approver: 'bob', faults: ['after-fulfilment'] }] })

  it('counts who approved for themselves, even where others did too', () => {
    expect(figure('self-approval-rate', [judged(sound, own, late)])).toBe('0.333 1/3')
  })

  it('counts approvals that came afterwards, where none came in time', () => {
    expect(figure('post-facto-approval-rate', [judged(sound, late, lateToo)])).toBe('0.333 1/3')
  })

  it('counts approvals of access that a night saw to be there before', () => {
    const kept = judged(sound, sound)
    const early = aFinding({ kind: 'granted-before-approval', ticket: 'R1' })
    expect(figure('post-facto-approval-rate', [{ ...kept, findings: [early] }])).toBe('0.5 1/2')
  })

  it('leaves out what was closed outside the period', () => {
    const early = { line: aRequest({ openedAt: day(-9), closedAt: day(0) }), verdict: own }
    expect(figure('self-approval-rate', [keptOf([], [], { lines: [early] })])).toBe('nothing to measure')
  })

  it('counts exceptions over what was approved, and over what was decided', () => {
    const rejected = decidedAfter(3, { approvals: [anApproval({ decision: 'rejected', decidedAt: day(20) })] })
    const lines = [decidedAfter(1, { exception: 'e-1' }), decidedAfter(2), rejected, waiting(2, { exception: 'e-1' })]
    expect(figure('approval-exception-rate', [keptOf(lines)])).toBe('0.5 1/2')
    expect(figure('decision-exception-rate', [keptOf(lines)])).toBe('0.333 1/3')
  })
})

describe('what nights found', () => {
  const found = (...findings: readonly Finding[]) => keptOf([decidedAfter(1), decidedAfter(2)], [], { findings })

  it.each<[string, number, string]>([
    ['counts what a night of the period found first', day(20), '0.5 1/2'],
    ['counts what the night at its end found', day(31), '0.5 1/2'],
    ['leaves out what the night at its start found', day(1), '0 0/2'],
    ['leaves out what was found later', day(32), '0 0/2'],
  ])('%s', (_what, firstSeen, expected) => {
    expect(figure('governance-debt-ratio', [found(aFinding({ firstSeen, state: 'resolved' }))])).toBe(expected)
  })

  it('is no ratio where nothing was closed', () => {
    const findings = [aFinding()]
    expect(figure('governance-debt-ratio', [keptOf([], [], { findings })])).toBe('nothing to compare it with')
  })

  it('gives stale exceptions over those in force', () => {
    const scope = aScopeOfKpis({
      nights: [aPastNight({ findings: { 'exception-expired': { open: 1 } } })],
      exceptions: [
        { id: 'e-1', owner: 'bob', reason: 'r', from: day(1), until: day(40), covers: {}, approvedBy: 'bob' },
        { id: 'e-2', owner: 'bob', reason: 'r', from: day(1), until: day(20), covers: {}, approvedBy: 'bob' },
        { id: 'e-3', owner: 'bob', reason: 'r', from: day(5), until: day(60), covers: {}, approvedBy: 'bob' },
      ],
    })
    expect(figure('stale-exception-rate', [], scope)).toBe('0.5 1/2')
  })

  it('gives conflicts over the principals who hold anything', () => {
    const nights = [aPastNight({ findings: { 'separation-of-duties': { open: 1 } } })]
    const gone = keptOf([], [aSighting({ lastSeenAt: day(20) })])
    const kept = [keptOf([], [aSighting()]), keptOf([], [aSighting({ entitlement: 'ghost' })]), gone, keptOf([])]
    expect(figure('separation-of-duties-rate', kept, aScopeOfKpis({ nights }))).toBe('0.5 1/2')
  })

  it('takes what stands from the last night of the period, in its own words', () => {
    const measure = { numerator: 1, denominator: 4, unit: 'ratio' } as const
    const nights = [
      aPastNight({ at: day(30), measures: { 'evidence-rate': { value: 0.25, ...measure } } }),
      aPastNight({
        measures: { 'evidence-rate': { value: null, ...measure, reason: 'a ticket source was incomplete' } },
      }),
    ]
    expect(figure('evidence-rate', [], aScopeOfKpis({ nights }))).toBe('a ticket source was incomplete')
    expect(figure('evidence-rate', [], aScopeOfKpis({ nights: nights.slice(0, 1) }))).toBe('0.25 1/4')
    expect(figure('evidence-rate', [], aScopeOfKpis())).toBe('the last night of the period did not count it')
    expect(figure('evidence-rate', [], aScopeOfKpis({ nights: [] }))).toBe('no night ran in the period')
  })
})

describe('the entitlements', () => {
  it('stand the slowest first, with the ways around it beside the wait', () => {
    const words = anApproval({ how: 'informal', decidedAt: day(12) })
    const lines = [
      decidedAfter(5, { entitlement: 'audit' }),
      decidedAfter(1),
      waiting(3, { entitlement: 'deploy', approvals: [words] }),
      waiting(4, { entitlement: 'slow' }),
    ]
    const findings = [
      aFinding({ entitlement: 'audit', firstSeen: day(20) }),
      aFinding({ entitlement: 'audit', firstSeen: day(0) }),
      aFinding({ entitlement: 'slow', firstSeen: day(20), kind: 'duplicate-request' }),
    ]
    const entitlements = bookOf(...['audit', 'deploy', 'slow'].map((id) => anEntitlement(id)))
    const rows = kpisOf([keptOf(lines, [], { findings })], aScopeOfKpis({ entitlements })).entitlements
    const told = rows.map((row) => [
      row.entitlement,
      row.decided,
      row.undecided,
      row.approvalWaitP90,
      row.withoutTicket,
      row.informal,
      row.duplicates,
    ])
    expect(told).toEqual([
      ['audit', 1, 0, 120, 1, 0, 0],
      ['deploy', 1, 1, null, 0, 1, 0],
      ['slow', 0, 1, null, 0, 0, 1],
    ])
  })
})

describe('what cannot be computed', () => {
  const kept = [keptOf([decidedAfter(1)], [aSighting()])]

  /** The ids that have no value because of this. */
  function without(reason: string, given: Partial<KpiScope>): readonly KpiId[] {
    const { kpis } = kpisOf(kept, aScopeOfKpis(given))
    return kpiIds.filter((id) => kpis[id].reason === reason && kpis[id].value === null)
  }

  const lastNight = (incomplete: string) =>
    aPastNight({ sources: aPastNight().sources.map(({ reads }) => ({ reads, complete: reads !== incomplete })) })

  it('is all that rests on tickets where they are incomplete', () => {
    const ids = without('a ticket source was incomplete', { lastNight: lastNight('requests') })
    expect(ids).toContain('approval-latency-p50')
    expect(ids).toContain('governance-debt-ratio')
    expect(ids).not.toContain('deprovisioning-completion')
    const resting = kpiIds.filter((id) => factsOfKpi(id).needs.includes('tickets') && !factsOfKpi(id).standing)
    expect(ids).toEqual(resting)
  })

  it.each<[string, string, KpiId]>([
    ['people', 'a people source was incomplete', 'deprovisioning-completion'],
    ['access', 'an access source was incomplete', 'fulfilment-latency-p50'],
  ])('names the source where %s is incomplete', (reads, reason, id) => {
    expect(without(reason, { lastNight: lastNight(reads) })).toContain(id)
  })

  it('says which source is not given', () => {
    const none = aPastNight({ sources: [{ reads: 'requests', complete: true }] })
    expect(without('no people source is given', { lastNight: none })).toContain('deprovisioning-completion')
    expect(without('no access source is given', { lastNight: none })).toContain('late-expiry-rate')
  })

  it('is never 0, whatever was counted', () => {
    const { kpis } = kpisOf(kept, aScopeOfKpis({ lastNight: lastNight('requests') }))
    expect(kpis.throughput).toMatchObject({ value: null, numerator: 1 })
  })

  it('stands beside the coverage of the sources it rests on, over the nights', () => {
    const nights = [lastNight('requests'), aPastNight()]
    const { kpis } = kpisOf(kept, aScopeOfKpis({ nights }))
    expect(kpis['approval-latency-p50'].coverage).toEqual({ complete: 1, readings: 2 })
    expect(kpis['deprovisioning-completion'].coverage).toEqual({ complete: 4, readings: 4 })
    expect(kpis['source-coverage']).toMatchObject({ value: 5 / 6, coverage: { complete: 5, readings: 6 } })
  })
})
