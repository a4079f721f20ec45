import { describe, expect, it } from 'vitest'
import { createIssueResolver } from './create-issue-resolver.ts'
import { createPortalResolver } from './create-portal-resolver.ts'
import type { ScreenAnswer } from './issue-screen.ts'
import { drawnFor } from './testdata/drawn-for.ts'
import { aScreenHost, type ScreenHost } from './testdata/screen-host.ts'

interface Call {
  readonly key: string
  readonly payload?: unknown
  readonly as?: string
  readonly context?: Readonly<Record<string, unknown>>
}

const onIssue = { extension: { issue: { key: 'ACC-1', id: '20001' }, project: { id: '10000' } } }

async function invoke(
  host: ScreenHost,
  { key, payload, as = 'acc-bob', context = onIssue }: Call,
): Promise<ScreenAnswer> {
  const resolve = createIssueResolver(() => host)
  return (await resolve(
    { call: { functionKey: key, payload }, context },
    { principal: { accountId: as } },
  )) as ScreenAnswer
}

describe('createIssueResolver', () => {
  it('draws the issue of the context for the account of the platform, whatever the payload and the context say', async () => {
    const context = { ...onIssue, accountId: 'acc-bob' }
    const answer = await invoke(aScreenHost(), {
      key: 'draw',
      payload: { accountId: 'acc-bob' },
      as: 'acc-eve',
      context,
    })
    expect(answer).toMatchObject({ ok: true, screen: { issueKey: 'ACC-1', may: { approve: [] } } })
  })

  it('records a decision about what was shown and answers with the screen as it is then', async () => {
    const host = aScreenHost()
    const { digest } = await drawnFor('acc-bob', host)
    const answer = await invoke(host, { key: 'decide', payload: { decision: 'approved', digest } })
    expect(answer).toMatchObject({
      ok: true,
      screen: {
        glance: { state: 'ready' },
        approvals: { needed: 1, counted: 1 },
        timeline: [{ what: [{ accountId: 'acc-bob' }, ' approved', '.'], counts: true, why: [] }],
        askNext: [],
        may: { approve: [], decline: [{ label: 'Yourself' }], withdraw: true },
      },
    })
  })

  it('records nothing about something else than was shown, and shows what it is now', async () => {
    const host = aScreenHost()
    const answer = await invoke(host, { key: 'decide', payload: { decision: 'approved', digest: '0'.repeat(64) } })
    expect(answer).toMatchObject({ ok: false, code: 'changed-since-seen', screen: { glance: { state: 'blocked' } } })
    expect(host.dossiers.kept.size).toBe(0)
  })

  it('records nothing of whoever the rule does not name', async () => {
    const host = aScreenHost()
    const { digest } = await drawnFor('acc-bob', host)
    const answer = await invoke(host, { key: 'decide', payload: { decision: 'approved', digest }, as: 'acc-eve' })
    expect(answer).toMatchObject({ ok: false, code: 'not-yours-to-approve' })
    expect(host.dossiers.kept.size).toBe(0)
  })

  it('shows of an approval that a change made void that it no longer counts, and why', async () => {
    const host = aScreenHost()
    const { digest } = await drawnFor('acc-bob', host)
    await invoke(host, { key: 'decide', payload: { decision: 'approved', digest } })
    const answer = await invoke(host, { key: 'fix', payload: { field: 'level', value: '10121' }, as: 'acc-carol' })
    expect(answer).toMatchObject({
      ok: true,
      screen: {
        glance: { state: 'voided', label: 'Approval void' },
        timeline: [{ counts: false, why: ['approved something else than the request asks for now'] }],
      },
    })
  })

  it.each(['constructor', 'toString', 'delete', ''])('answers no function called %j', async (key) => {
    expect(await invoke(aScreenHost(), { key })).toMatchObject({ ok: false, code: 'function-unknown' })
  })

  it.each([
    ['no issue', { extension: {} }],
    ['no extension', {}],
  ])('refuses a call whose context has %s', async (_what, context) => {
    expect(await invoke(aScreenHost(), { key: 'draw', context })).toMatchObject({ ok: false, code: 'issue-not-said' })
  })

  it('refuses whoever is not logged in', async () => {
    const resolve = createIssueResolver(() => aScreenHost())
    const answer = await resolve({ call: { functionKey: 'draw' }, context: { ...onIssue, accountId: 'acc-bob' } }, {})
    expect(answer).toMatchObject({ ok: false, code: 'issue-not-said' })
  })
})

describe('createPortalResolver', () => {
  it('draws the request that the platform names, and nothing else', async () => {
    const resolve = createPortalResolver(() => aScreenHost())
    const context = { extension: { request: { key: 'ACC-1' } } }
    expect(await resolve({ call: { functionKey: 'draw' }, context })).toMatchObject({ ok: true })
    expect(await resolve({ call: { functionKey: 'draw' }, context: onIssue })).toMatchObject({ code: 'issue-not-said' })
    expect(await resolve({ call: { functionKey: 'decide' }, context })).toMatchObject({ code: 'function-unknown' })
  })
})
