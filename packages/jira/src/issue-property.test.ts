import type { decide, RequestDecision } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { type IssueProperty, readIssueProperty, readNightProperty } from './issue-property.ts'
import { at, instant, lineOf } from './testdata/issue.ts'
import { type ShownRequest, toIssueProperty } from './to-issue-property.ts'

const property: IssueProperty = {
  version: 1,
  state: 'blocked',
  missing: ['owner-missing'],
  approvals: 0,
  needed: 1,
  seals: [],
  updatedAt: '2026-03-10T08:00:00Z',
}

const night = {
  version: 1,
  run: '20260310T080000Z',
  at: '2026-03-10T08:00:00Z',
  complete: true,
  findings: [
    {
      id: 'f-1',
      kind: 'closed-without-evidence',
      severity: 'high',
      message: 'Nobody approved',
      action: 'Ask',
      since: '2026-03-09T08:00:00Z',
    },
  ],
}

function faults(reading: ReturnType<typeof readIssueProperty> | ReturnType<typeof readNightProperty>) {
  return reading.ok ? [] : reading.faults.map(({ code, field }) => `${code} ${field}`)
}

describe('the property of an issue', () => {
  it('is read as it was written', () => {
    const whole = {
      ...property,
      expires: '2026-08-28',
      entitlement: 'deploy',
      principal: 'acc-alice',
      owner: 'acc-bob',
      gate: { passedAt: '2026-03-09T08:00:00Z', verdict: 'abc' },
      frozen: ['customfield_10052', 'reporter'],
    }
    expect(readIssueProperty(whole)).toEqual({ ok: true, value: whole })
    expect(readIssueProperty(property)).toEqual({ ok: true, value: property })
  })

  it.each<[string, object, string]>([
    ['of a version that is not known', { version: 2 }, 'value-not-allowed version'],
    ['with a state that is none', { state: 'approved' }, 'value-not-allowed state'],
    ['with more than is known', { approvedBy: 'acc-eve' }, 'field-unknown approvedBy'],
    ['with an expiry that is no date', { expires: 'tomorrow' }, 'field-wrong-type expires'],
    ['with too many seals', { seals: Array.from({ length: 101 }, () => 'x') }, 'list-too-long seals'],
    ['with a seal longer than any', { seals: ['x'.repeat(4097)] }, 'text-too-long seals[0]'],
    ['with a count below zero', { approvals: -1 }, 'value-not-allowed approvals'],
    ['that is not dated', { updatedAt: 'now' }, 'instant-malformed updatedAt'],
  ])('%s is refused', (_what, change, expected) => {
    expect(faults(readIssueProperty({ ...property, ...change }))).toEqual([expected])
  })

  it.each([undefined, null, 'x', 3, [], {}])('is no %j', (value) => {
    expect(readIssueProperty(value).ok).toBe(false)
    expect(readNightProperty(value).ok).toBe(false)
  })
})

describe('what the night left', () => {
  it('is read as it was written', () => {
    expect(readNightProperty(night)).toEqual({ ok: true, value: night })
  })

  it.each<[string, object, string]>([
    ['of another version', { version: 0 }, 'value-not-allowed version'],
    [
      'with a severity that is none',
      { findings: [{ ...night.findings[0], severity: 'awful' }] },
      'value-not-allowed findings[0].severity',
    ],
    [
      'with a message nobody would read',
      { findings: [{ ...night.findings[0], message: 'x'.repeat(5000) }] },
      'text-too-long findings[0].message',
    ],
    [
      'with more findings than a night can have of one issue',
      { findings: Array.from({ length: 1001 }, () => night.findings[0]) },
      'list-too-long findings',
    ],
  ])('%s is refused', (_what, change, expected) => {
    expect(faults(readNightProperty({ ...night, ...change }))).toEqual([expected])
  })
})

describe('a request on its issue', () => {
  const decision: RequestDecision = {
    allowed: false,
    refusals: ['request-denied', 'evidence-insufficient'],
    request: {
      allowed: false,
      violations: [{ code: 'owner-missing', field: 'owner', message: '', remedy: '', controls: [] }],
      excused: [],
      checks: [],
    },
  }
  const shown = { state: 'blocked', decision, seals: ['a', 'b'] } as const
  const moment = { now: at(10), zone: 'Europe/Berlin' }

  it('shows the day that people wrote, what is missing, and how many approvals there are', () => {
    const line = { ...lineOf(), expiresAt: instant('2026-08-28T22:00:00Z') }
    expect(toIssueProperty({ ...shown, line }, moment)).toEqual({
      version: 1,
      state: 'blocked',
      expires: '2026-08-28',
      entitlement: 'deploy',
      principal: 'acc-alice',
      owner: 'acc-bob',
      missing: ['owner-missing', 'request-denied', 'evidence-insufficient'],
      approvals: 0,
      needed: 0,
      seals: ['a', 'b'],
      updatedAt: '2026-03-10T08:00:00Z',
    })
  })

  it('is read back as it was shown, in no more than Jira keeps', () => {
    const seals = Array.from({ length: 60 }, (_, index) => `${index}`.padEnd(800, 'x'))
    const shownNow = toIssueProperty({ ...shown, seals, line: lineOf() }, moment)
    expect(readIssueProperty(JSON.parse(JSON.stringify(shownNow)))).toEqual({ ok: true, value: shownNow })
    expect(shownNow.seals.at(-1)).toBe(seals.at(-1))
    expect(JSON.stringify(shownNow).length).toBeLessThan(32_768)
  })

  it('counts the approvals that the decision counted', () => {
    const evidence = { ...emptyEvidence, counted: 1, needed: 2 }
    expect(toIssueProperty({ ...shown, line: lineOf(), decision: { ...decision, evidence } }, moment)).toMatchObject({
      approvals: 1,
      needed: 2,
    })
  })

  it.each<[string, ShownRequest['state'], number, readonly string[] | undefined]>([
    ['passed', 'passed', 0, ['customfield_1']],
    ['may pass because somebody approved it', 'ready', 1, ['customfield_1']],
    ['may pass without an approval', 'ready', 0, undefined],
    ['is still to be approved', 'blocked', 1, undefined],
    ['was changed since', 'voided', 1, undefined],
  ])('names its frozen fields once it %s, and not before', (_when, state, counted, frozen) => {
    const evidence = { ...emptyEvidence, counted }
    const approved = { ...shown, state, line: lineOf(), decision: { ...decision, evidence }, frozen: ['customfield_1'] }
    expect(toIssueProperty(approved, moment).frozen).toEqual(frozen)
  })
})

const emptyEvidence: NonNullable<ReturnType<typeof decide>['evidence']> = {
  sufficient: false,
  needed: 0,
  counted: 0,
  onlyLate: false,
  assurance: 'proven',
  approvedBy: [],
  parts: [],
  approvals: [],
}
