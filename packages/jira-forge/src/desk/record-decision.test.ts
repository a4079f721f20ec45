import { claimsOfSeal, readIssueProperty } from '@ticketbound/jira'
import { sha256 } from '@ticketbound/seals'
import { beforeEach, describe, expect, it } from 'vitest'
import { noon } from '../testdata/app-host.ts'
import { aDossier, aSeal } from '../testdata/dossier.ts'
import { anIssue, someFields } from '../testdata/issue.ts'
import { aRuleBook } from '../testdata/rule-book.ts'
import type { DecisionAsked } from './decision-asked.ts'
import { type DecisionOutcome, recordDecision } from './record-decision.ts'
import { aDesk, asks, booksWhere, type DeskGiven, type MemoryDesk, onDesk } from './testdata/a-desk.ts'
import { aPersonOf } from './testdata/people.ts'

const hour = 3_600_000
let desk: MemoryDesk

beforeEach(() => {
  desk = aDesk()
})

async function decide(given: Partial<DecisionAsked> = {}, host: MemoryDesk = desk): Promise<DecisionOutcome> {
  return recordDecision(await asks(host, given), host)
}

const kept = (host: MemoryDesk = desk) => host.dossiers.kept.get('20001')?.dossier
const sealsIn = (host: MemoryDesk = desk) => kept(host)?.seals ?? []
const auditIn = (host: MemoryDesk = desk) => host.audit.facts.map(({ type }) => type)
const codeOf = (outcome: DecisionOutcome): string => (outcome.ok ? outcome.recorded : outcome.code)

/** Changes a field of ACC-1 as anybody may who can edit it. */
function edit(fields: Readonly<Record<string, unknown>>, host: MemoryDesk = desk): void {
  host.asApp.issues.set('ACC-1', anIssue({ fields: someFields(fields) }))
}

describe('an approval', () => {
  it('lets the request pass, and is kept under a seal that says exactly what was approved', async () => {
    const outcome = await decide()
    expect(outcome).toMatchObject({
      ok: true,
      recorded: 'recorded',
      judged: { decision: { allowed: true }, state: 'ready' },
    })
    const [seal = ''] = sealsIn()
    expect(claimsOfSeal(seal)).toMatchObject({
      tenant: 'site-1',
      number: 'ACC-1',
      approver: 'acc-bob',
      decision: 'approved',
      decidedAt: noon,
      previous: null,
    })
    expect(kept()).toMatchObject({ issueKey: 'ACC-1', projectId: '10000', state: 'ready', expires: '2026-12-31' })
    expect((await onDesk(desk)).judged.decision.allowed).toBe(true)
  })

  it('stands in the audit log before and after, by ids and digests only', async () => {
    await decide()
    const [seal = ''] = sealsIn()
    expect(desk.audit.facts).toEqual(
      ['decision-intent', 'decision-recorded'].map((type) => ({
        type,
        at: noon,
        refs: {
          issue: '20001',
          key: 'ACC-1',
          account: 'acc-bob',
          decision: 'approved',
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
          seal: sha256(seal),
        },
      })),
    )
  })

  it('is shown on the issue', async () => {
    await decide()
    const property = readIssueProperty(desk.asApp.properties.get('ACC-1/ticketbound'))
    expect(property).toMatchObject({ ok: true, value: { state: 'ready', approvals: 1, needed: 1, seals: sealsIn() } })
  })

  it('is recorded once, however often it is asked for', async () => {
    await decide()
    desk.later(hour)
    expect(codeOf(await decide())).toBe('already-so')
    expect(sealsIn()).toHaveLength(1)
    expect(auditIn()).toEqual(['decision-intent', 'decision-recorded'])
  })

  it.each<[string, Partial<DecisionAsked>, DeskGiven]>([
    ['the requester', { accountId: 'acc-carol' }, {}],
    [
      'an owner who is the requester',
      {},
      { issues: [anIssue({ fields: someFields({ reporter: { accountId: 'acc-bob' } }) })] },
    ],
    [
      'an owner who would receive it',
      {},
      { issues: [anIssue({ fields: someFields({ customfield_10051: { accountId: 'acc-bob' } }) })] },
    ],
    ['somebody who may edit the issue and whom no rule names', { accountId: 'acc-eve' }, {}],
    [
      'a sponsor',
      {},
      {
        book: booksWhere(
          { owners: ['bob'] },
          {
            people: [aPersonOf('alice', { kind: 'service', sponsor: 'bob' }), aPersonOf('bob'), aPersonOf('carol')],
          },
        ),
      },
    ],
    ['an owner under the name of somebody who delegated nothing', { onBehalfOf: 'acc-dave' }, {}],
    ['an owner for a group that nobody asked for', { group: 'security' }, {}],
  ])('by %s is not recorded', async (_who, asked, given) => {
    desk = aDesk(given)
    const outcome = await decide(asked)
    expect(['not-yours-to-approve', 'place-not-yours']).toContain(codeOf(outcome))
    expect([sealsIn(), auditIn()]).toEqual([[], []])
  })

  it('of something else than the issue says now is not recorded, and what it says now is shown', async () => {
    const asked = await asks(desk)
    edit({ customfield_10053: { id: '10121', value: 'Write' } })
    const outcome = await recordDecision(asked, desk)
    expect(outcome).toMatchObject({
      ok: false,
      code: 'changed-since-seen',
      message: expect.stringContaining('level `write`'),
      judged: { line: { level: 'write' } },
    })
    expect([sealsIn(), auditIn()]).toEqual([[], []])
  })

  it('while somebody edits the issue is of what was shown, and does not count for what stands there then', async () => {
    desk.dossiers.beforeNextWrite(() => edit({ customfield_10053: { id: '10121', value: 'Write' } }))
    expect(codeOf(await decide())).toBe('recorded')
    expect((await onDesk(desk)).judged).toMatchObject({ decision: { allowed: false }, state: 'voided' })
  })

  it('under a new key counts beside one under the key before it', async () => {
    desk = aDesk({ book: booksWhere({ approval: { from: 'owner', count: 2 } }) })
    await decide()
    desk.later(hour)
    await desk.keys.rotate(noon + hour)
    desk.later(2 * hour)
    const outcome = await decide({ accountId: 'acc-dave' })
    expect(outcome).toMatchObject({ ok: true, judged: { decision: { allowed: true } } })
  })

  it('under a key that was revoked counts no more, and can be given again', async () => {
    await decide()
    await desk.keys.revoke('k1', noon)
    await desk.keys.rotate(noon)
    desk.later(hour)
    expect((await onDesk(desk)).judged.decision.allowed).toBe(false)
    expect(await decide()).toMatchObject({ ok: true, recorded: 'recorded', judged: { decision: { allowed: true } } })
  })

  it('is not recorded where the key that would seal it is revoked', async () => {
    const key = await desk.keys.active(noon)
    await desk.keys.revoke('k1', noon)
    // Revoked between reading it and sealing with it: whoever asks now would get another.
    desk = { ...desk, keys: { ...desk.keys, active: async () => key } }
    expect(codeOf(await decide())).toBe('seal-not-sound')
    expect([sealsIn(), auditIn()]).toEqual([[], []])
  })
})

describe('two decisions at once', () => {
  it('are both recorded, one after the other', async () => {
    desk = aDesk({ book: booksWhere({ approval: { from: 'owner', count: 2 } }) })
    const both = [await asks(desk), await asks(desk, { accountId: 'acc-dave' })]
    const outcomes = await Promise.all(both.map((asked) => recordDecision(asked, desk)))
    expect(outcomes.map(codeOf)).toEqual(['recorded', 'recorded'])
    const claims = sealsIn().map(claimsOfSeal)
    expect(claims[1]?.previous).toBe(sha256(sealsIn()[0] ?? ''))
    expect(claims[1]?.decidedAt).toBeGreaterThan(claims[0]?.decidedAt ?? 0)
    expect((await onDesk(desk)).judged.decision.allowed).toBe(true)
    expect(auditIn().filter((type) => type === 'decision-dropped')).toHaveLength(1)
    expect(auditIn().filter((type) => type === 'decision-recorded')).toHaveLength(2)
  })

  it('by the same one are recorded once', async () => {
    const asked = await asks(desk)
    const outcomes = await Promise.all([recordDecision(asked, desk), recordDecision(asked, desk)])
    expect(outcomes.map(codeOf).sort()).toEqual(['already-so', 'recorded'])
    expect(sealsIn()).toHaveLength(1)
  })

  it('are judged one after the other: an approval after a rejection that came in between counts, and says so', async () => {
    const asked = await asks(desk)
    const rejection = await asks(desk, { accountId: 'acc-dave', decision: 'rejected' })
    const [approved, rejected] = await Promise.all([recordDecision(asked, desk), recordDecision(rejection, desk)])
    expect([codeOf(approved), codeOf(rejected)]).toEqual(['recorded', 'recorded'])
    const last = claimsOfSeal(sealsIn().at(-1) ?? '')?.decision
    expect((await onDesk(desk)).judged.decision.allowed).toBe(last === 'approved')
  })

  it('give up where others are always faster', async () => {
    const faster: MemoryDesk = { ...desk, dossiers: { ...desk.dossiers, write: async () => 'overtaken' } }
    expect(codeOf(await decide({}, faster))).toBe('decided-at-once')
    expect(sealsIn()).toEqual([])
    expect(auditIn()).toEqual([
      'decision-intent',
      'decision-dropped',
      'decision-intent',
      'decision-dropped',
      'decision-intent',
      'decision-dropped',
    ])
  })

  it('are told apart on a clock that stands still, or goes back a little', async () => {
    await decide()
    desk.later(-5000)
    await decide({ decision: 'withdrawn' })
    desk.later(-9000)
    expect(await decide()).toMatchObject({ ok: true, recorded: 'recorded', judged: { decision: { allowed: true } } })
    expect(sealsIn().map((seal) => claimsOfSeal(seal)?.decidedAt)).toEqual([noon, noon + 1, noon + 2])
  })

  it('are not made up for on a clock that went back by hours', async () => {
    const asked = await asks(desk)
    await recordDecision(asked, desk)
    desk.later(-hour)
    expect(codeOf(await recordDecision({ ...asked, decision: 'withdrawn' }, desk))).toBe('desk-failed')
    expect(sealsIn()).toHaveLength(1)
  })
})

describe('a seal from elsewhere', () => {
  it.each([
    ['of another issue', { number: 'ACC-2' }, {}],
    ['of another site', {}, { tenant: 'site-2' }],
    ['of an earlier opening', { reopenedAt: noon - 2 * hour }, {}],
    ['of another content', { level: 'write' }, {}],
  ] as const)('%s counts for nothing, and keeps nobody from deciding', async (_what, line, said) => {
    const { judged } = await onDesk(desk)
    const foreign = await aSeal({ ...judged.line, ...line }, desk.keys, said)
    desk.dossiers.kept.set('20001', { version: 1, dossier: aDossier({ seals: [foreign] }) })
    expect((await onDesk(desk)).judged.decision.allowed).toBe(false)
    expect(await decide()).toMatchObject({ ok: true, recorded: 'recorded', judged: { decision: { allowed: true } } })
  })

  it('that is none keeps everything shut', async () => {
    const asked = await asks(desk)
    desk.dossiers.kept.set('20001', { version: 1, dossier: aDossier({ seals: ['a.b.c'] }) })
    expect(codeOf(await recordDecision(asked, desk))).toBe('issue-not-judged')
  })

  it('in the issue property decides nothing', async () => {
    const { judged } = await onDesk(desk)
    const seal = await aSeal(judged.line, desk.keys)
    desk.asApp.properties.set('ACC-1/ticketbound', { version: 1, state: 'ready', seals: [seal] })
    expect((await onDesk(desk)).judged.decision.allowed).toBe(false)
  })
})

describe('a rejection', () => {
  it('keeps the request from passing, until somebody approves it after', async () => {
    await decide()
    expect(await decide({ accountId: 'acc-dave', decision: 'rejected' })).toMatchObject({
      ok: true,
      recorded: 'recorded',
      judged: { decision: { allowed: false } },
    })
    expect(await decide()).toMatchObject({ recorded: 'recorded', judged: { decision: { allowed: true } } })
  })

  it('is recorded once, until somebody approved', async () => {
    await decide({ decision: 'rejected' })
    expect(codeOf(await decide({ decision: 'rejected' }))).toBe('already-so')
    await decide({ accountId: 'acc-dave' })
    expect(codeOf(await decide({ decision: 'rejected' }))).toBe('recorded')
  })

  it('is not for somebody whom the rule does not name', async () => {
    expect(codeOf(await decide({ accountId: 'acc-eve', decision: 'rejected' }))).toBe('not-yours-to-decline')
  })
})

describe('a withdrawal', () => {
  it('takes back the approval of whoever withdraws', async () => {
    await decide()
    expect(await decide({ decision: 'withdrawn' })).toMatchObject({
      ok: true,
      judged: { decision: { allowed: false } },
    })
    expect(codeOf(await decide({ decision: 'withdrawn' }))).toBe('already-so')
  })

  it("takes back nobody else's", async () => {
    await decide()
    expect(codeOf(await decide({ accountId: 'acc-dave', decision: 'withdrawn' }))).toBe('nothing-to-withdraw')
    expect((await onDesk(desk)).judged.decision.allowed).toBe(true)
  })
})

describe('no decision is recorded', () => {
  const closed = { id: '10004', name: 'Done', statusCategory: { key: 'done' } }

  it('on an issue that whoever is at the screen may not see', async () => {
    const asked = await asks(desk)
    for (const status of [401, 403, 404]) {
      const hidden: MemoryDesk = {
        ...desk,
        asUser: { ...desk.asUser, send: async () => ({ status, body: undefined }) },
      }
      expect(codeOf(await recordDecision(asked, hidden))).toBe('issue-not-seen')
    }
    const { asUser: _asUser, ...nobody } = desk
    expect(codeOf(await recordDecision(asked, nobody))).toBe('issue-not-seen')
    expect(auditIn()).toEqual([])
  })

  it('where the user is shown another issue than the app', async () => {
    const asked = await asks(desk)
    const other: MemoryDesk = {
      ...desk,
      asUser: { ...desk.asUser, send: async () => ({ status: 200, body: { id: '666' } }) },
    }
    expect(codeOf(await recordDecision(asked, other))).toBe('issue-not-seen')
  })

  it.each([['approved'], ['rejected'], ['withdrawn']] as const)('on a request that is closed: %s', async (decision) => {
    await decide()
    const asked = await asks(desk, { decision })
    edit({ status: closed, resolutiondate: '2026-11-10T11:00:00.000+0000', resolution: { id: '10000' } })
    const outcome = await recordDecision(asked, desk)
    expect(['request-closed', 'request-fulfilled']).toContain(codeOf(outcome))
    expect(sealsIn()).toHaveLength(1)
  })

  it('in a project whose fields nobody set up', async () => {
    const asked = await asks(desk)
    const bare = aDesk({ book: aRuleBook({ settings: { projects: {} } }) })
    expect(await recordDecision(asked, bare)).toMatchObject({
      ok: false,
      code: 'issue-not-judged',
      help: expect.stringContaining('Project settings'),
    })
  })

  it('beyond the hundredth; and the last ten are kept for saying no', async () => {
    const asked = await asks(desk)
    const seals: string[] = []
    const { judged } = await onDesk(desk)
    while (seals.length < 90) {
      const previous = seals.at(-1)
      seals.push(
        await aSeal(judged.line, desk.keys, {
          approver: 'acc-dave',
          decision: 'withdrawn',
          decidedAt: noon - hour + seals.length,
          ...(previous && { previous }),
        }),
      )
    }
    desk.dossiers.kept.set('20001', { version: 1, dossier: aDossier({ seals }) })
    expect(codeOf(await recordDecision(asked, desk))).toBe('too-many-decisions')
    expect(codeOf(await recordDecision({ ...asked, decision: 'rejected' }, desk))).toBe('recorded')
    desk.dossiers.kept.set('20001', { version: 3, dossier: aDossier({ seals: [...seals, ...seals.slice(0, 10)] }) })
    expect(codeOf(await recordDecision({ ...asked, decision: 'rejected' }, desk))).toBe('too-many-decisions')
    expect(sealsIn()).toHaveLength(100)
  })
})

describe('what a refusal shows', () => {
  it('is on one line, whatever the fields hold', async () => {
    const asked = await asks(desk)
    edit({
      customfield_10056: `<script>alert(1)</script>${'x'.repeat(32_768)}`,
      customfield_10054: { accountId: 'acc-`*x*`' },
    })
    const outcome = await recordDecision(asked, desk)
    expect(outcome).toMatchObject({ code: 'changed-since-seen' })
    const said = outcome.ok ? '' : outcome.message
    expect(said).not.toContain('script')
    expect(said.length).toBeLessThan(600)
    expect(said).toContain("owner `acc-'*x*'`")
  })
})
