import { describe, expect, it } from 'vitest'
import type { Finding } from '../finding/finding.ts'
import type { RequestLine } from '../model/request.ts'
import type { Night } from '../night/night.ts'
import { type AccountNight, reconcileSubject, type Subject } from '../night/subject.ts'
import { defaultPolicy } from '../policy/policy.ts'
import { aGrant, anAccount } from '../testdata/account.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aFinding } from '../testdata/finding.ts'
import { aNight, aScope } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { anApproval, anOpenRequest, aRequest } from '../testdata/request.ts'
import type { MeasureId } from './measures.ts'
import { createTally } from './tally.ts'

const people = directoryOf(
  aPerson('alice'),
  aPerson('bob'),
  aPerson('left', { endedAt: day(20) }),
  aPerson('robot', { kind: 'agent', sponsor: 'alice' }),
  aPerson('stray', { kind: 'service', sponsor: 'left' }),
)
const governed = aNight({
  directory: people,
  entitlements: bookOf(
    anEntitlement('deploy'),
    anEntitlement('mail', { birthright: true }),
    anEntitlement('open', { approval: { parts: [] } }),
  ),
})

/** The same night under a policy by which everybody holds `deploy` by design. */
const byDesign: Night = {
  ...governed,
  policy: { ...defaultPolicy, birthrights: [{ entitlements: ['deploy'] }] },
}

interface Counted {
  readonly subject?: Subject
  readonly lines?: readonly RequestLine[]
  readonly accounts?: readonly AccountNight[]
  readonly findings?: readonly Finding[]
  readonly night?: Night
  readonly previousAt?: number
}

/** One measure of a night with one subject, as `numerator/denominator`. */
function measure(
  id: MeasureId,
  { subject, lines = [], accounts = [], findings = [], night = governed, previousAt }: Counted,
) {
  const tally = createTally(night, previousAt)
  const given = {
    subject: subject ?? ({ type: 'principal', principal: 'alice' } as const),
    lines: lines.map((line) => ({ line })),
    accounts,
  }
  tally.add(given, reconcileSubject(given, night), findings)
  const totals = { sources: 1, completeSources: 1, ownerless: 0, entitlements: 1, open: 0, accepted: 0 }
  const { numerator, denominator } = tally.measures(totals)[id]
  return `${numerator}/${denominator}`
}

const held = (...names: readonly string[]) => [
  anAccount({ grants: names.map((entitlement) => aGrant({ entitlement })) }),
]
const removal = (closedAt = day(15)) => aRequest({ number: 'REQ2', kind: 'deprovision', closedAt })

describe('access without a ticket', () => {
  const finding = (given: Partial<Finding> = {}) => [aFinding(given)]

  it.each<[string, Counted, string]>([
    ['is counted over direct grants', { accounts: held('deploy'), findings: finding() }, '1/1'],
    ['leaves birthright out', { accounts: held('deploy', 'mail'), findings: finding() }, '1/1'],
    ['leaves out what a rule of the policy gives', { accounts: held('deploy'), night: byDesign }, '0/0'],
    [
      'leaves out what is held through something else',
      { accounts: [anAccount({ grants: [aGrant({ via: ['ops'] })] })] },
      '0/0',
    ],
    ['leaves out what the catalogue lacks', { accounts: held('ghost') }, '0/0'],
    [
      'leaves out accounts that are nobody’s',
      {
        subject: { type: 'account', system: 'prod', account: 'alice' },
        accounts: held('deploy'),
      },
      '0/0',
    ],
    ['counts what was reopened', { accounts: held('deploy'), findings: finding({ state: 'reopened' }) }, '1/1'],
    ['leaves out what was resolved', { accounts: held('deploy'), findings: finding({ state: 'resolved' }) }, '0/1'],
    [
      'leaves out what an exception accepts',
      {
        accounts: held('deploy'),
        findings: finding({ state: 'accepted', acceptance: { exception: 'e-1', facts: {} } }),
      },
      '0/1',
    ],
    [
      'keeps in what a baseline accepts',
      {
        accounts: held('deploy'),
        findings: finding({ state: 'accepted', acceptance: { exception: 'baseline-0123', facts: {} } }),
      },
      '1/1',
    ],
    ['leaves out other kinds', { accounts: held('deploy'), findings: finding({ kind: 'granted-while-open' }) }, '0/1'],
  ])('%s', (_what, given, figures) => {
    expect(measure('access-without-ticket-rate', given)).toBe(figures)
  })
})

describe('what is listed apart', () => {
  const through = (entitlement: string) => aGrant({ entitlement, via: ['ops'] })

  it.each<[string, MeasureId, Counted, string]>([
    ['counts birthrights over direct grants', 'birthright-share', { accounts: held('deploy', 'mail') }, '1/2'],
    ['counts no indirect one', 'birthright-share', { accounts: [anAccount({ grants: [through('mail')] })] }, '0/0'],
    [
      'counts what is held only through something else',
      'indirect-share',
      { accounts: [anAccount({ grants: [aGrant(), through('open')] })] },
      '1/2',
    ],
    [
      'counts what is held both ways as direct',
      'indirect-share',
      { accounts: [anAccount({ grants: [aGrant(), through('deploy')] })] },
      '0/1',
    ],
  ])('%s', (_what, id, given, figures) => {
    expect(measure(id, given)).toBe(figures)
  })
})

describe('whether what is held is as the ticket says', () => {
  const asked = (given: Partial<RequestLine> = {}) => [aRequest({ level: 'read', expiresAt: day(30), ...given })]
  const shown = (given: Partial<ReturnType<typeof aGrant>>) => [anAccount({ grants: [aGrant(given)] })]

  it.each<[string, Counted, string]>([
    [
      'counts the same level and end',
      { lines: asked(), accounts: shown({ level: 'read', expiresAt: day(30) }) },
      '1/1',
    ],
    ['takes what the system does not show for the same', { lines: asked(), accounts: shown({}) }, '1/1'],
    ['leaves out a higher level', { lines: asked(), accounts: shown({ level: 'write' }) }, '0/1'],
    ['leaves out a later end', { lines: asked(), accounts: shown({ expiresAt: day(31) }) }, '0/1'],
    ['leaves out an end that no ticket set', { lines: [aRequest()], accounts: shown({ expiresAt: day(30) }) }, '0/1'],
    ['leaves out an end that is over', { lines: asked({ expiresAt: day(15) }), accounts: shown({}) }, '0/1'],
    ['is not about access without a ticket', { accounts: shown({}) }, '0/0'],
    ['is not about indirect access', { lines: asked(), accounts: shown({ via: ['ops'] }) }, '0/0'],
  ])('%s', (_what, given, figures) => {
    expect(measure('entitlement-accuracy', given)).toBe(figures)
  })
})

describe('what closed tickets promised', () => {
  const incomplete = aNight({ ...governed, scopes: [aScope({ complete: false })] })

  it.each<[string, MeasureId, Counted, string]>([
    [
      'counts what is authorised and there',
      'closed-not-provisioned-rate',
      { lines: [aRequest()], accounts: held('deploy') },
      '0/1',
    ],
    [
      'counts what is not',
      'closed-not-provisioned-rate',
      {
        lines: [aRequest()],
        findings: [aFinding({ kind: 'closed-not-provisioned' })],
      },
      '1/1',
    ],
    [
      'waits for the grace of provisioning',
      'closed-not-provisioned-rate',
      { lines: [aRequest({ closedAt: day(19) + 1 })] },
      '0/0',
    ],
    [
      'counts when the grace is over',
      'closed-not-provisioned-rate',
      { lines: [aRequest({ closedAt: day(19) })] },
      '0/1',
    ],
    [
      'leaves out what nobody can tell',
      'closed-not-provisioned-rate',
      { lines: [aRequest()], night: incomplete },
      '0/0',
    ],
    ['leaves out open requests', 'closed-not-provisioned-rate', { lines: [anOpenRequest()] }, '0/0'],
    ['counts a removal that is done', 'closed-not-removed-rate', { lines: [aRequest(), removal()] }, '0/1'],
    [
      'counts a removal once, however many accounts are left',
      'closed-not-removed-rate',
      {
        lines: [aRequest(), removal()],
        accounts: held('deploy'),
        findings: ['a', 'b'].map((account) => aFinding({ kind: 'closed-not-removed', account })),
      },
      '1/1',
    ],
    ['waits for the grace of removal', 'closed-not-removed-rate', { lines: [aRequest(), removal(day(19) + 1)] }, '0/0'],
    [
      'counts an end that is to come',
      'expired-still-active-rate',
      { lines: [aRequest({ expiresAt: day(30) })] },
      '0/1',
    ],
    ['counts an end that was kept', 'expired-still-active-rate', { lines: [aRequest({ expiresAt: day(15) })] }, '0/1'],
    [
      'counts an end that was not',
      'expired-still-active-rate',
      {
        lines: [aRequest({ expiresAt: day(15) })],
        accounts: held('deploy'),
      },
      '1/1',
    ],
    ['leaves out what has no end', 'expired-still-active-rate', { lines: [aRequest()] }, '0/0'],
  ])('%s', (_what, id, given, figures) => {
    expect(measure(id, given)).toBe(figures)
  })

  it('waits just as the policy says', () => {
    const night = {
      ...governed,
      policy: { ...defaultPolicy, grace: { ...defaultPolicy.grace, provision: 0, removal: 0 } },
    }
    expect(measure('closed-not-provisioned-rate', { lines: [aRequest({ closedAt: day(20) })], night })).toBe('0/1')
    expect(measure('closed-not-removed-rate', { lines: [aRequest(), removal(day(20))], night })).toBe('0/1')
  })
})

describe('orphaned access', () => {
  it.each<[string, Counted, string]>([
    ['is none of an active human', {}, '0/2'],
    ['is that of a leaver', { subject: { type: 'principal', principal: 'left' } }, '2/2'],
    ['is that of a principal nobody knows', { subject: { type: 'principal', principal: 'ghost' } }, '2/2'],
    ['is that of an account of nobody', { subject: { type: 'account', system: 'prod', account: 'x' } }, '2/2'],
    ['is none of an agent with a sponsor', { subject: { type: 'principal', principal: 'robot' } }, '0/2'],
    ['is that of a service whose sponsor has left', { subject: { type: 'principal', principal: 'stray' } }, '2/2'],
    ['is not told apart without a people source', { night: aNight() }, '0/2'],
  ])('%s', (_what, given, figures) => {
    const accounts = [...held('deploy', 'ghost'), anAccount({ account: 'via', grants: [aGrant({ via: ['ops'] })] })]
    expect(measure('orphaned-access-rate', { accounts, ...given })).toBe(figures)
  })
})

describe('evidence', () => {
  it.each<[string, readonly RequestLine[], string]>([
    ['is that of closed requests whose approval counts', [aRequest({ approvals: [anApproval()] })], '1/1'],
    ['is none where no approval counts', [aRequest()], '0/1'],
    ['is not asked of open requests', [anOpenRequest()], '0/0'],
    ['is not asked of removals', [removal()], '0/0'],
    ['is not asked of what the catalogue lacks', [aRequest({ entitlement: 'ghost' })], '0/0'],
    ['is not asked where nobody need approve', [aRequest({ entitlement: 'open' })], '0/0'],
  ])('%s', (_what, lines, figures) => {
    expect(measure('evidence-rate', { lines })).toBe(figures)
  })
})

describe('latency', () => {
  it.each<[string, readonly RequestLine[], string]>([
    ['counts a decided request', [aRequest({ approvals: [anApproval()] })], '1/1'],
    [
      'counts an open one that is decided',
      [anOpenRequest({ approvals: [anApproval({ decision: 'rejected' })] })],
      '1/1',
    ],
    ['sets an open one that is not beside it', [anOpenRequest()], '0/1'],
    ['takes words for no decision', [anOpenRequest({ approvals: [anApproval({ how: 'informal' })] })], '0/1'],
    ['leaves out one that was closed undecided', [aRequest()], '0/0'],
    ['leaves out one that takes access away', [anOpenRequest({ kind: 'deprovision' })], '0/0'],
    ['leaves out one that needs no approval', [anOpenRequest({ entitlement: 'open' })], '0/0'],
    ['leaves out one that did not exist yet', [anOpenRequest({ openedAt: day(21) })], '0/0'],
    [
      'leaves out a decision that was yet to come',
      [anOpenRequest({ approvals: [anApproval({ decidedAt: day(21) })] })],
      '0/1',
    ],
  ])('%s', (_what, lines, figures) => {
    expect(measure('approval-latency-p50', { lines })).toBe(figures)
  })

  it('runs from the opening to the last recorded decision', () => {
    const approvals = [
      anApproval({ decidedAt: day(9) }),
      anApproval(),
      anApproval({ decidedAt: day(11), how: 'informal' }),
    ]
    const tally = createTally(governed, undefined)
    const given = {
      subject: { type: 'principal', principal: 'alice' } as const,
      lines: [{ line: aRequest({ approvals }) }],
      accounts: [],
    }
    tally.add(given, reconcileSubject(given, governed), [])
    const totals = { sources: 1, completeSources: 1, ownerless: 0, entitlements: 1, open: 0, accepted: 0 }
    expect(tally.measures(totals)['approval-latency-p50'].value).toBe(24)
  })
})

describe('throughput', () => {
  const closedAt = (at: number, given: Partial<RequestLine> = {}) => [aRequest({ closedAt: at, ...given })]

  it.each<[string, Counted, string]>([
    ['counts what closed after the night before', { lines: closedAt(day(19) + 1), previousAt: day(19) }, '1/null'],
    ['leaves out what closed with it', { lines: closedAt(day(19)), previousAt: day(19) }, '0/null'],
    ['counts everything closed on the first night', { lines: closedAt(day(9)) }, '1/null'],
    [
      'counts what was cancelled, and what asks for no access',
      { lines: closedAt(day(9), { state: 'cancelled', kind: 'none' }) },
      '1/null',
    ],
    ['leaves out what is open', { lines: [anOpenRequest({ closedAt: day(19) })] }, '0/null'],
    ['leaves out what closes only later', { lines: closedAt(day(21)) }, '0/null'],
  ])('%s', (_what, given, figures) => {
    expect(measure('throughput', given)).toBe(figures)
  })
})

describe('a tally', () => {
  it('adds up over subjects', () => {
    const tally = createTally(governed, undefined)
    for (const principal of ['alice', 'left', 'stray']) {
      const given = { subject: { type: 'principal', principal } as const, lines: [], accounts: held('deploy') }
      tally.add(given, reconcileSubject(given, governed), [aFinding()])
    }
    const measures = tally.measures({
      sources: 2,
      completeSources: 1,
      ownerless: 1,
      entitlements: 2,
      open: 3,
      accepted: 1,
    })
    expect(measures['access-without-ticket-rate']).toMatchObject({ numerator: 3, denominator: 3 })
    expect(measures['orphaned-access-rate']).toMatchObject({ numerator: 2, denominator: 3 })
    expect(measures['source-coverage'].value).toBe(0.5)
    expect(measures['exception-rate'].value).toBe(0.25)
  })
})
