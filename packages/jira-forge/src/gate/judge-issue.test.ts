import { formatInstant } from '@ticketbound/core'
import type { GivenIssue, Issue } from '@ticketbound/jira'
import { describe, expect, it } from 'vitest'
import type { Dossier } from '../storage/dossiers.ts'
import { aHost, noon, tenant } from '../testdata/app-host.ts'
import { aDossier, aSeal } from '../testdata/dossier.ts'
import { anIssue, someFields } from '../testdata/issue.ts'
import { accFields, aRuleBook } from '../testdata/rule-book.ts'
import { type JudgedIssue, judgeIssue } from './judge-issue.ts'
import { defaultTransitionConfig, type TransitionConfig } from './transition-config.ts'

interface Judging {
  readonly fields?: Readonly<Record<string, unknown>>
  readonly given?: Partial<GivenIssue>
  readonly dossier?: Dossier
  readonly config?: Partial<TransitionConfig>
  readonly tenant?: string
}

const host = aHost()
const hour = 3_600_000

async function judging({ fields, given, dossier, config, ...moment }: Judging = {}) {
  const issue = { ...anIssue(), fields: someFields(fields) } as unknown as Issue
  const book = await host.ruleBooks.read(noon)
  return judgeIssue(
    { issue, ...given },
    book,
    accFields,
    { now: noon, tenant, dossier, ...moment },
    config && { ...defaultTransitionConfig, ...config },
  )
}

async function judged(asked: Judging = {}): Promise<JudgedIssue> {
  const judgement = await judging(asked)
  if (!judgement.ok) throw new Error(JSON.stringify(judgement.faults))
  return judgement.judged
}

const approve = async (given = {}) => aSeal((await judged()).line, host.keys, given)
const approved = async (given: Partial<Dossier> = {}) => aDossier({ seals: [await approve()], ...given })
const faultsOf = ({ decision }: JudgedIssue) => decision.evidence?.approvals.flatMap(({ faults }) => faults)

/** An approval step of Jira Service Management in which bob approved two hours ago. */
const step = {
  id: '1',
  approvers: [{ approver: { accountId: 'acc-bob' }, approverDecision: 'approved' }],
  createdDate: { epochMillis: noon - 3 * hour },
  completedDate: { epochMillis: noon - 2 * hour },
}
const change = (at: number, fieldId: string) => ({
  id: '1',
  created: new Date(at).toISOString(),
  items: [{ field: fieldId, fieldId }],
})

describe('judgeIssue', () => {
  it('reads the issue as a request, by the map and by what the catalogue calls things', async () => {
    expect((await judged()).line).toMatchObject({
      source: 'jira',
      number: 'ACC-1',
      kind: 'provision',
      principal: 'acc-alice',
      entitlement: 'deploy',
      level: 'read',
      owner: 'acc-bob',
      requester: 'acc-carol',
    })
  })

  it('names the source as the settings do', async () => {
    const book = aRuleBook()
    const issue = anIssue() as unknown as Issue
    const named = { ...book, settings: { ...book.settings, source: 'desk' } }
    const judgement = await judgeIssue({ issue }, named, accFields, { now: noon, tenant })
    expect(judgement).toMatchObject({ ok: true, judged: { line: { source: 'desk' } } })
  })

  it('refuses a sound request that nobody approved', async () => {
    const { decision, state } = await judged()
    expect([decision.refusals, decision.request.violations, state]).toEqual([['evidence-insufficient'], [], 'blocked'])
  })

  it('allows one that an owner approved, sealed in the dossier', async () => {
    const { decision, state, line } = await judged({ dossier: await approved() })
    expect([decision.allowed, decision.evidence?.approvedBy, state]).toEqual([true, ['acc-bob'], 'ready'])
    expect(line.approvals).toMatchObject([{ how: 'sealed', decidedAt: noon - hour }])
  })

  it('counts no approval of what the request does not say any more, and says that it was voided', async () => {
    const dossier = await approved()
    for (const judgement of [
      await judged({ dossier, fields: { customfield_10053: { id: '10121', value: 'Write' } } }),
      await judged({ dossier, given: { modifiedFields: { customfield_10055: '2026-12-30' } } }),
    ]) {
      expect(faultsOf(judgement)).toContain('seal-of-other-content')
      expect(judgement.state).toBe('voided')
    }
  })

  it('gives the digest of what the request would say after the transition', async () => {
    const before = await judged()
    const after = await judged({ given: { modifiedFields: { customfield_10055: '2026-12-30' } } })
    expect(after.digest).not.toBe(before.digest)
    expect(after.digest).toBe((await judged({ fields: { customfield_10055: '2026-12-30' } })).digest)
  })

  it('counts a seal of this site only, under a key that the site knows', async () => {
    expect(faultsOf(await judged({ dossier: await approved(), tenant: 'site-2' }))).toContain('seal-of-other-tenant')
    const stranger = await aSeal((await judged()).line, aHost().keys)
    expect(faultsOf(await judged({ dossier: aDossier({ seals: [stranger] }) }))).toContain('seal-forged')
  })

  it('counts no seal of another issue', async () => {
    const other = await aSeal({ ...(await judged()).line, number: 'ACC-2' }, host.keys)
    expect(faultsOf(await judged({ dossier: aDossier({ seals: [other] }) }))).toContain('seal-of-other-request')
  })

  it('tells the faults of an issue that cannot be read as a request', async () => {
    const { customfield_10054: _uninstalled, ...fields } = someFields()
    const issue = { ...anIssue(), fields } as unknown as Issue
    const judgement = await judgeIssue({ issue }, aRuleBook(), accFields, { now: noon, tenant })
    expect(judgement).toMatchObject({ ok: false, faults: [{ code: 'field-not-on-issue', field: 'customfield_10054' }] })
  })

  it('refuses everything where no catalogue was imported', async () => {
    const { catalogue: _none, ...book } = aRuleBook()
    const issue = anIssue() as unknown as Issue
    const judgement = await judgeIssue({ issue }, book, accFields, { now: noon, tenant })
    expect(judgement).toMatchObject({ ok: true, judged: { decision: { allowed: false } } })
  })
})

describe('the evidence that a transition asks for', () => {
  const native = { serviceApprovals: [step], changelog: [] }

  it('takes an approval of Jira Service Management where the whole history is there', async () => {
    expect((await judged({ given: native, config: {} })).decision.allowed).toBe(true)
    expect(faultsOf(await judged({ given: { serviceApprovals: [step] }, config: {} }))).toContain('history-missing')
  })

  it('takes none that came before a material change', async () => {
    const changelog = [change(noon - hour, 'customfield_10053')]
    const later = await judged({ given: { ...native, changelog }, config: {} })
    expect([faultsOf(later), later.state]).toEqual([['before-material-change'], 'voided'])
    const harmless = [change(noon - hour, 'summary')]
    expect((await judged({ given: { ...native, changelog: harmless }, config: {} })).decision.allowed).toBe(true)
  })

  it('takes no native approval where only sealed ones count, and still heeds a native rejection', async () => {
    const config = { evidence: 'sealed' } as const
    expect((await judged({ given: native, config })).decision.refusals).toEqual(['evidence-insufficient'])
    const declined = { ...step, approvers: [{ ...step.approvers[0], approverDecision: 'declined' }] }
    const given = { serviceApprovals: [declined], changelog: [] }
    const early = await approve({ decidedAt: noon - 4 * hour })
    const rejected = await judged({ given, dossier: aDossier({ seals: [early] }), config })
    expect(faultsOf(rejected)).toContain('rejected-later')
  })

  it('asks for none where the transition asks for none', async () => {
    const { decision } = await judged({ config: { evidence: 'none' } })
    expect([decision.allowed, decision.evidence]).toEqual([true, undefined])
  })

  it('never takes words', async () => {
    const comment = {
      comments: [{ id: '1', author: { accountId: 'acc-bob' }, body: 'Approved.', created: formatInstant(noon - hour) }],
    }
    expect(faultsOf(await judged({ fields: { comment }, config: {} }))).toEqual(['informal'])
  })
})

describe('the rules that a transition asks for', () => {
  const permanent = { fields: { customfield_10055: null } }

  it('are all, unless it leaves some out', async () => {
    expect((await judged({ ...permanent, config: {} })).decision.refusals).toContain('request-denied')
    const config = { rules: { without: ['expiry-missing'] }, evidence: 'none' } as const
    const { decision } = await judged({ ...permanent, config })
    expect(decision).toMatchObject({ allowed: true, request: { allowed: true, violations: [] } })
    expect(decision.request.checks.find(({ rule }) => rule === 'expiry-missing')?.outcome).toBe('not-applicable')
  })

  it('are still asked where another is left out', async () => {
    const config = { rules: { without: ['owner-missing'] }, evidence: 'none' } as const
    expect((await judged({ ...permanent, config })).decision.refusals).toEqual(['request-denied'])
  })
})

describe('the kinds that a transition lets pass', () => {
  const removal = { customfield_10050: { id: '10102', value: 'Removal' } }
  const service = { customfield_10050: { id: '10103', value: 'Something else' } }

  it('stop another kind with words, however well it is approved', async () => {
    const dossier = await approved()
    expect(await judging({ fields: removal, dossier, config: { kinds: ['provision'] } })).toMatchObject({
      ok: false,
      faults: [{ code: 'kind-not-governed', message: 'no request of kind `deprovision` may pass here' }],
    })
  })

  it('let what asks for no access pass, even where it breaks rules', async () => {
    const { decision } = await judged({ fields: { ...service, customfield_10055: null }, config: {} })
    expect([decision.allowed, decision.refusals]).toEqual([true, []])
  })

  it('ask a removal for no approval', async () => {
    expect((await judged({ fields: removal, config: {} })).decision.allowed).toBe(true)
  })
})

describe('the state of an issue', () => {
  const past = { status: { id: '10003', name: 'Granting', statusCategory: { key: 'indeterminate' } } }
  const passage = (digest: string) => ({ passedAt: noon - hour, to: '10003', digest, verdict: 'v' })

  it('is passed past the gate, with what it passed on', async () => {
    const { digest } = await judged()
    const dossier = await approved({ passages: [passage(digest)] })
    const { state, line } = await judged({ fields: past, dossier })
    expect([state, line.gate]).toEqual(['passed', { passedAt: noon - hour, verdict: 'v' }])
  })

  it('is not passed with other words, nor before the gate', async () => {
    const { digest } = await judged()
    const dossier = await approved({ passages: [passage(digest)] })
    const level = { customfield_10053: { id: '10121', value: 'Write' } }
    expect((await judged({ fields: { ...past, ...level }, dossier })).state).toBe('voided')
    expect((await judged({ dossier })).state).toBe('ready')
  })

  it('stays bypassed past the gate until it passes or goes back', async () => {
    const { digest } = await judged()
    const dossier = await approved({ state: 'bypassed' })
    expect((await judged({ fields: past, dossier })).state).toBe('bypassed')
    expect((await judged({ dossier })).state).toBe('ready')
    expect((await judged({ fields: past, dossier: { ...dossier, passages: [passage(digest)] } })).state).toBe('passed')
  })
})
