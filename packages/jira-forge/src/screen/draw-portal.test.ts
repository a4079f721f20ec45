import { describe, expect, it } from 'vitest'
import { aDossier } from '../testdata/dossier.ts'
import { createMemoryDossiers } from '../testdata/memory-dossiers.ts'
import { drawPortal } from './draw-portal.ts'
import type { PortalScreen } from './issue-screen.ts'
import { drawnFor } from './testdata/drawn-for.ts'
import { aScreenHost, type Scene, type ScreenHost } from './testdata/screen-host.ts'

async function shown(scene: Scene | ScreenHost = {}): Promise<PortalScreen> {
  const host = 'dossiers' in scene ? scene : aScreenHost(scene)
  const answer = await drawPortal('ACC-1', host)
  if (!answer.ok) throw new Error(answer.code)
  return answer.screen
}

describe('drawPortal', () => {
  it('says that it waits for others, and for whom, by the names that Jira gives', async () => {
    const host = aScreenHost()
    host.asApp.answer('GET /rest/api/3/user', { status: 200, body: { accountId: 'acc-dave', displayName: 'Dave D.' } })
    expect(await shown(host)).toEqual({
      state: 'waits-for-others',
      sentence: 'Your request waits for approval.',
      todo: [],
      waitsOn: ['an owner: Bob, Dave D.'],
    })
  })

  it('names by what they are those whose names nobody gives, and never an account', async () => {
    const screen = await shown({ fields: { customfield_10054: { accountId: 'acc-zoe' } } })
    expect(JSON.stringify(screen)).not.toContain('acc-')
    expect(screen.waitsOn).toEqual(['an owner'])
    expect(screen.todo[0]?.message).toBe('somebody is not an owner of “deploy”.')
  })

  it('says what the requester can put right, and how', async () => {
    const screen = await shown({ fields: { customfield_10055: null } })
    expect(screen.state).toBe('waits-for-you')
    expect(screen.sentence).toContain('Write it in a comment')
    expect(screen.todo).toEqual([
      {
        message: 'The request names no end, and “deploy” is not given without one.',
        remedy: 'Name an end no later than 2027-05-08.',
      },
    ])
  })

  it('names fields that are empty where the request cannot be read', async () => {
    const screen = await shown({ fields: { customfield_10052: null } })
    expect(screen.todo).toEqual([{ message: '“Access” is not filled in.', remedy: 'Say what it should be.' }])
  })

  it('leaves to the house what only the house can put right', async () => {
    const screen = await shown({ fields: { customfield_10050: { id: '10999', value: 'New' } } })
    expect(screen).toMatchObject({ state: 'waits-for-others', todo: [] })
    expect(screen.sentence).toContain('Whoever handles your request')
  })

  it('says that a request has what it needs once it passed', async () => {
    const { digest = '' } = await drawnFor('acc-bob')
    const dossiers = createMemoryDossiers(
      aDossier({ passages: [{ passedAt: 1, to: '10003', digest, verdict: 'v' }], state: 'passed' }),
    )
    const fields = { status: { id: '10003', name: 'Granting', statusCategory: { key: 'indeterminate' } } }
    expect(await shown({ ...aScreenHost({ fields }), dossiers })).toMatchObject({ state: 'approved', waitsOn: [] })
  })

  it('shows nothing of what is no access request', async () => {
    const fields = { customfield_10050: { id: '10103', value: 'Other' } }
    expect(await shown({ fields })).toMatchObject({ state: 'no-request' })
  })

  it('shows no finding of the night', async () => {
    expect(Object.keys(await shown()).sort()).toEqual(['sentence', 'state', 'todo', 'waitsOn'])
  })

  it('gives a reference for what failed', async () => {
    const host = aScreenHost()
    host.asApp.answer('GET /rest/api/3/issue', { status: 503, body: undefined })
    expect(await drawPortal('ACC-1', host)).toMatchObject({ ok: false, message: expect.stringContaining('ref-1') })
  })
})
