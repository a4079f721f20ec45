import { defaultPolicy } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { type MemoryHost, noon } from '../testdata/app-host.ts'
import { anIssue, someFields } from '../testdata/issue.ts'
import { aRuleBook } from '../testdata/rule-book.ts'
import { keepPassage } from './keep-passage.ts'
import type { SweepCursor, SweepCursors } from './sweep-cursors.ts'
import { type SweepLimits, sweepSite } from './sweep-site.ts'
import {
  anApprovedWorld,
  change,
  changeIssue,
  commentsOn,
  dossierOf,
  granting,
  hour,
} from './testdata/watched-world.ts'

interface MemoryCursors extends SweepCursors {
  readonly written: SweepCursor[]
}

function cursorsAt(cursor?: SweepCursor): MemoryCursors {
  const written: SweepCursor[] = cursor ? [cursor] : []
  return { written, read: async () => written.at(-1), write: async (next) => void written.push(next) }
}

/** A sweep that was first made ten hours ago and last saw everything a day ago. */
const before: SweepCursor = { since: noon - 10 * hour, sawAllAt: noon - 24 * hour }

const plenty: SweepLimits = { issues: 1000, until: noon + 1 }

const wentPast = change(noon - hour, 'status', '10001', '10003')

/** The approved world after `ACC-1` went past the gate an hour ago, and nobody recorded it. */
async function aBypassedWorld(fields: object = {}, changes: readonly object[] = [wentPast]): Promise<MemoryHost> {
  const host = await anApprovedWorld()
  changeIssue(host, { status: granting, ...fields }, changes)
  return host
}

const sweep = (host: MemoryHost, cursors: SweepCursors = cursorsAt(before), limits = plenty) =>
  sweepSite(host, cursors, limits)

const jqls = ({ asApp }: MemoryHost) =>
  asApp.requests.flatMap(({ body, path }) => (path.includes('jql') ? [(body as { readonly jql: string }).jql] : []))

describe('what a sweep finds', () => {
  it('is an issue past the gate that no passage was recorded of, however well it was approved', async () => {
    const host = await aBypassedWorld()
    expect(await sweep(host)).toEqual({ counts: { bypassed: 1 }, isDone: true })
    expect(dossierOf(host)?.state).toBe('bypassed')
    expect(host.audit.facts).toMatchObject([{ type: 'gate-bypassed', refs: { issue: '20001' } }])
    expect(commentsOn(host)).toEqual([expect.stringContaining('past the gate')])
    expect(host.asApp.properties.get('ACC-1/ticketbound')).toMatchObject({ state: 'bypassed' })
  })

  it('is said once', async () => {
    const host = await aBypassedWorld()
    await sweep(host)
    expect(await sweep(host)).toEqual({ counts: { well: 1 }, isDone: true })
    expect([host.asApp.comments.length, host.audit.facts.length]).toEqual([1, 1])
  })

  it('is an issue that was made past the gate', async () => {
    const created = new Date(noon - hour).toISOString()
    expect((await sweep(await aBypassedWorld({ created }, []))).counts).toEqual({ bypassed: 1 })
  })

  it('is one whose passage was of something else', async () => {
    const host = await aBypassedWorld()
    await keepPassage(ranPast, host)
    changeIssue(host, { status: granting, customfield_10053: { id: '10121', value: 'Write' } }, [wentPast])
    expect((await sweep(host)).counts).toEqual({ bypassed: 1 })
    expect(host.audit.facts.map(({ type }) => type)).toEqual(['gate-passed', 'decisions-voided', 'gate-bypassed'])
  })

  it('is one that cannot be read as a request', async () => {
    expect((await sweep(await aBypassedWorld({ customfield_10051: null }))).counts).toEqual({ bypassed: 1 })
  })

  it('is a void that no event told of', async () => {
    const host = await anApprovedWorld()
    changeIssue(host, { customfield_10055: '2027-01-31' }, [change(noon - hour, 'customfield_10055')])
    expect((await sweep(host)).counts).toEqual({ voided: 1 })
    expect(dossierOf(host)?.voids).toHaveLength(1)
  })

  it.each([
    ['is not there', undefined],
    ['was forged', { version: 1, state: 'passed' }],
    ['is of another shape', 'passed'],
  ])('is a mirror that %s', async (_how, property) => {
    const host = await anApprovedWorld()
    if (property !== undefined) host.asApp.properties.set('ACC-1/ticketbound', property)
    expect((await sweep(host)).counts).toEqual({ settled: 1 })
    expect(host.asApp.properties.get('ACC-1/ticketbound')).toMatchObject({ state: 'ready', approvals: 1 })
    expect((await sweep(host)).counts).toEqual({ well: 1 })
  })
})

describe('what a sweep leaves alone', () => {
  it('is what passed', async () => {
    const host = await aBypassedWorld()
    await keepPassage(ranPast, host)
    host.asApp.asked.length = 0
    expect((await sweep(host)).counts).toEqual({ well: 1 })
    expect(host.asApp.asked).toEqual(['POST /rest/api/3/search/jql'])
  })

  it('is what went past the gate before there was one', async () => {
    const host = await aBypassedWorld({}, [change(noon - 11 * hour, 'status', '10001', '10003')])
    expect((await sweep(host)).counts).toEqual({ settled: 1 })
    expect(host.audit.facts).toEqual([])
  })

  it('is what went past it just now, until its post function can have run', async () => {
    const host = await aBypassedWorld({}, [change(noon - 60_000, 'status', '10001', '10003')])
    expect((await sweep(host)).counts).toEqual({ 'too-early': 1 })
    expect(
      (await sweep({ ...host, now: () => noon + hour }, undefined, { ...plenty, until: noon + 2 * hour })).counts,
    ).toEqual({
      bypassed: 1,
    })
  })

  it('is what asks for no access', async () => {
    const host = await aBypassedWorld({ customfield_10050: { id: '10103', value: 'Question' } })
    host.dossiers.kept.clear()
    expect((await sweep(host)).counts).toEqual({ well: 1 })
    expect([host.dossiers.kept.size, host.asApp.properties.size]).toEqual([0, 0])
  })

  it('is what moves on from one status past the gate to another', async () => {
    const host = await aBypassedWorld({ status: { ...granting, id: '10004' } }, [
      change(noon - 11 * hour, 'status', '10001', '10003'),
      change(noon - hour, 'status', '10003', '10004'),
    ])
    expect((await sweep(host)).counts).toEqual({ settled: 1 })
  })

  it('is what was deleted meanwhile', async () => {
    const host = await aBypassedWorld()
    host.asApp.answer('GET /rest/api/3/issue/20001', { status: 404, body: undefined })
    expect(await sweep(host)).toEqual({ counts: { gone: 1 }, isDone: true })
  })

  it('is a site where nothing was set up', async () => {
    const host = await anApprovedWorld()
    const ruleBooks = { read: async () => aRuleBook({ settings: { projects: {} } }) }
    expect(await sweep({ ...host, ruleBooks })).toEqual({ counts: {}, isDone: true })
    expect(host.asApp.asked).toEqual([])
  })
})

describe('how far a sweep looks', () => {
  it('is back to when the last one that saw everything began, and an hour more', async () => {
    const host = await anApprovedWorld()
    await sweep(host)
    expect(jqls(host)).toEqual(['project in (10000) AND updated >= -1500m ORDER BY created ASC'])
  })

  it('is an hour the first time, for there was no gate before', async () => {
    const host = await anApprovedWorld()
    const cursors = cursorsAt()
    await sweep(host, cursors)
    expect(jqls(host)).toEqual(['project in (10000) AND updated >= -60m ORDER BY created ASC'])
    expect(cursors.written).toEqual([{ since: noon, sawAllAt: noon }])
  })

  it('is back to when the policy says that there was a gate', async () => {
    const book = aRuleBook({ policy: { ...defaultPolicy, gates: [{ source: 'jira', since: noon - 48 * hour }] } })
    const host = await aBypassedWorld({}, [change(noon - 11 * hour, 'status', '10001', '10003')])
    const keys = await host.keys.ring()
    const ruleBooks = { read: async () => ({ ...book, keys }) }
    expect((await sweep({ ...host, ruleBooks }, cursorsAt())).counts).toEqual({ bypassed: 1 })
    expect(jqls(host)).toEqual(['project in (10000) AND updated >= -2940m ORDER BY created ASC'])
  })

  it('is every project where one map is for all', async () => {
    const host = await anApprovedWorld()
    const { projects } = aRuleBook().settings
    const fields = projects['10000']
    const ruleBooks = { read: async () => aRuleBook({ settings: { projects, ...(fields && { fields }) } }) }
    await sweep({ ...host, ruleBooks })
    expect(jqls(host)).toEqual(['updated >= -1500m ORDER BY created ASC'])
  })
})

describe('a run', () => {
  /** The approved world with 119 issues more, so that a search has three pages. */
  async function aLargeWorld() {
    const host = await anApprovedWorld()
    for (let n = 2; n <= 120; n++) {
      host.asApp.issues.set(`ACC-${n}`, { id: String(30_000 + n), key: `ACC-${n}`, fields: someFields() })
    }
    return host
  }

  it('stops at its limit and goes on from there at the next run', async () => {
    const host = await aLargeWorld()
    const cursors = cursorsAt(before)
    const first = await sweep(host, cursors, { ...plenty, issues: 60 })
    expect(first).toEqual({ counts: { settled: 100 }, isDone: false })
    expect(cursors.written.at(-1)).toMatchObject({ ...before, pass: { begunAt: noon, page: '100', hasGaps: false } })
    const second = await sweep({ ...host, now: () => noon + 1 }, cursors, { ...plenty, until: noon + 2 })
    expect(second).toEqual({ counts: { settled: 20 }, isDone: true })
    expect(cursors.written.at(-1)).toEqual({ since: before.since, sawAllAt: noon })
    expect(new Set(jqls(host)).size).toBe(1)
  })

  it('begins no page once its time is over', async () => {
    const host = await aLargeWorld()
    expect(await sweep(host, undefined, { ...plenty, until: noon })).toEqual({ counts: {}, isDone: false })
  })

  it('goes on past an issue that cannot be looked at, and looks for it again', async () => {
    const host = await aBypassedWorld()
    host.asApp.issues.set('ACC-2', anIssue({ id: '20002', key: 'ACC-2' }))
    host.asApp.answer('GET /rest/api/3/issue/20001', { status: 500, body: undefined })
    const cursors = cursorsAt(before)
    expect(await sweep(host, cursors)).toEqual({ counts: { failed: 1, settled: 1 }, isDone: true })
    expect(cursors.written.at(-1)).toEqual(before)
    expect(host.reported).toMatchObject([{ error: { code: 'jira-failed' } }])
  })

  it.each([
    ['says that it is too busy', 429, 'jira-busy'],
    ['does not let the app in', 403, 'jira-forbidden'],
  ])('stops where Jira %s, and begins there the next time', async (_what, status, code) => {
    const host = await aBypassedWorld()
    host.asApp.answer('GET /rest/api/3/issue/20001', { status, body: undefined })
    const cursors = cursorsAt(before)
    await expect(sweep(host, cursors)).rejects.toMatchObject({ code })
    expect(cursors.written).toEqual([before])
  })

  it('begins anew where Jira does not know the page any more', async () => {
    const host = await anApprovedWorld()
    const pass = { begunAt: noon - hour, jql: 'x', page: 'old', hasGaps: false }
    const cursors = cursorsAt({ ...before, pass })
    host.asApp.answer('search/jql', { status: 400, body: { errorMessages: ['Invalid token'] } })
    await expect(sweep(host, cursors)).rejects.toMatchObject({ code: 'jira-refused' })
    expect(cursors.written.at(-1)).toEqual(before)
  })

  it('shows of an issue what the whole of it says, and not what a search gives', async () => {
    const host = await anApprovedWorld()
    host.dossiers.kept.clear()
    const decided = { approver: { accountId: 'acc-bob' }, approverDecision: 'approved' }
    const completedDate = { epochMillis: noon - hour }
    const step = { id: '1', approvers: [decided], createdDate: { epochMillis: noon - 2 * hour }, completedDate }
    changeIssue(host, {}, [], { approvals: [step] })
    expect((await sweep(host)).counts).toEqual({ settled: 1 })
    expect(host.asApp.properties.get('ACC-1/ticketbound')).toMatchObject({ state: 'ready', approvals: 1 })
  })
})

const ranPast = {
  issue: { id: '20001', key: 'ACC-1' },
  transition: { from: { id: '10001' }, to: { id: '10003' } },
  configuration: {},
}
