import { isRoute } from '@forge/api/out/safeUrl.js'
import { describe, expect, it } from 'vitest'
import { type AskJira, createForgeJiraClient } from './forge-jira-client.ts'
import type { JiraRequest } from './jira-client.ts'

type Init = Parameters<AskJira['requestJira']>[1]
type Answered = Awaited<ReturnType<AskJira['requestJira']>>

interface Seen {
  readonly url: unknown
  readonly init: Init
}

function jira(status: number, text: string | Error): AskJira & { readonly seen: Seen[] } {
  const seen: Seen[] = []
  return {
    seen,
    async requestJira(route, init) {
      seen.push({ url: isRoute(route) ? route.value : route, init })
      if (text instanceof Error) throw text
      return { status, text: async () => text } as Answered
    },
  }
}

const issue: JiraRequest = { method: 'GET', path: ['rest', 'api', '3', 'issue', 'ACC-1'], what: 'issue `ACC-1`' }

describe('the Jira client of Forge', () => {
  it('gives the status and the body, whatever the status', async () => {
    expect(await createForgeJiraClient(jira(404, '{"errorMessages":[]}')).send(issue)).toEqual({
      status: 404,
      body: { errorMessages: [] },
    })
  })

  it('gives no body where there is none', async () => {
    expect(await createForgeJiraClient(jira(204, '')).send(issue)).toEqual({ status: 204, body: undefined })
  })

  it('encodes every part of the path and of the query', async () => {
    const asked = jira(200, '{}')
    const path = ['rest', 'api', '3', 'issue', 'A/B?c=d#e f', 'properties']
    await createForgeJiraClient(asked).send({ ...issue, path, query: { fields: 'a,b&c=d', expand: 'é' } })
    expect(asked.seen[0]?.url).toBe(
      '/rest/api/3/issue/A%2FB%3Fc%3Dd%23e%20f/properties?fields=a%2Cb%26c%3Dd&expand=%C3%A9',
    )
  })

  it('gives a parameter once for each entry of a list', async () => {
    const asked = jira(200, '{}')
    const path = ['rest', 'api', '3', 'user', 'bulk']
    await createForgeJiraClient(asked).send({ ...issue, path, query: { accountId: ['a:1', 'b'], none: [] } })
    expect(asked.seen[0]?.url).toBe('/rest/api/3/user/bulk?accountId=a%3A1&accountId=b')
  })

  it.each(['..', '.', ''])('asks for nothing where a part of the path is %o', async (part) => {
    const asked = jira(200, '{}')
    const sending = createForgeJiraClient(asked).send({ ...issue, path: ['rest', 'api', '3', 'issue', part] })
    await expect(sending).rejects.toMatchObject({ code: 'jira-path-refused', kind: 'input' })
    expect(asked.seen).toEqual([])
  })

  it('sends a body as JSON, and none where there is none', async () => {
    const asked = jira(201, '{}')
    const client = createForgeJiraClient(asked)
    await client.send({ ...issue, method: 'POST', body: { a: ['ü'] } })
    await client.send(issue)
    expect(asked.seen.map(({ init }) => init)).toEqual([
      {
        method: 'POST',
        headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
        body: '{"a":["ü"]}',
      },
      { method: 'GET', headers: { Accept: 'application/json' } },
    ])
  })

  it('says of what there is no answer that can be read', async () => {
    const cause = new Error('PROXY_ERR')
    await expect(createForgeJiraClient(jira(0, cause)).send(issue)).rejects.toMatchObject({
      code: 'jira-silent',
      message: 'Jira gave no answer about issue `ACC-1`',
      cause,
    })
    await expect(createForgeJiraClient(jira(200, '<html>')).send(issue)).rejects.toMatchObject({
      code: 'jira-unreadable',
      message: 'what Jira answered about issue `ACC-1` is no JSON',
    })
  })

  it('lets the platform ask for consent', async () => {
    const consent = Object.assign(new Error('Authentication Required'), { name: 'NEEDS_AUTHENTICATION_ERR' })
    await expect(createForgeJiraClient(jira(401, consent)).send(issue)).rejects.toBe(consent)
  })
})
