import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { explainBlocked } from '../../packages/jira-forge/src/rovo/explain-blocked.ts'
import { findExpiring } from '../../packages/jira-forge/src/rovo/find-expiring.ts'
import { listEvidence } from '../../packages/jira-forge/src/rovo/list-evidence.ts'
import { type OpenDesk, openDesk } from './open-desk.ts'

let desk: OpenDesk

beforeEach(async () => {
  desk = await openDesk()
})

afterEach(() => desk.close())

/** Keeps on record that the access of an issue was given, until a day. */
async function given(issueKey: string, expires: string): Promise<void> {
  const { issueId, projectId } = await desk.look('acc-mia', issueKey)
  const events = { seals: [], passages: [], voids: [], exceptionRequests: [] }
  const dossier = {
    issueId,
    issueKey,
    projectId,
    ...events,
    state: 'passed',
    expires,
    updatedAt: desk.host.now(),
  } as const
  await desk.host.dossiers.write(dossier, 0)
}

describe('an agent on an emulated site', () => {
  it('is told of access that ends soon only as far as whoever asks sees it', async () => {
    await given('ACC-1', '2026-12-01')
    await given('ACC-3', '2026-11-30')
    const found = async (account: string) => {
      const answer = await findExpiring({ days: 30 }, desk.as(account))
      return answer.ok ? answer.found.map(({ issue }) => issue) : answer.code
    }
    expect(await found('acc-bob')).toEqual(['ACC-3', 'ACC-1'])
    // Alice asked for the first in the portal, which lets her see no issue.
    expect(await found('acc-alice')).toEqual([])
  })

  it('is told why a request is blocked and what its evidence is, and leaves no trace', async () => {
    await desk.decide('acc-bob', { decision: 'rejected' })
    const before = await desk.host.audit.head()
    const writes = () => desk.jira.record.requests.filter(({ method }) => method !== 'GET').length
    const written = writes()
    expect(await explainBlocked({ issueKey: 'ACC-1' }, desk.as('acc-carol'))).toMatchObject({
      ok: true,
      mayPass: false,
    })
    expect(await listEvidence({ issueKey: 'ACC-1' }, desk.as('acc-carol'))).toMatchObject({
      entries: [{ who: 'acc-bob', decision: 'rejected', standing: 'stands' }],
    })
    expect(await desk.host.audit.head()).toEqual(before)
    expect(writes()).toBe(written)
  })

  it('is told nothing of an issue that whoever asks does not see', async () => {
    expect(await explainBlocked({ issueKey: 'ACC-3' }, desk.as('acc-alice'))).toMatchObject({
      code: 'issue-not-seen',
    })
  })
})
