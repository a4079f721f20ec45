import { describe, expect, it } from 'vitest'
import { upstreamError } from '../../errors.ts'
import type { ReadOptions, RejectedLine, SourceReading } from '../../sources/source.ts'
import { aMap, anEntry, anIssue } from '../testdata/site.ts'
import type { FoundIssue, JiraClient } from '../wire/jira-client.ts'
import { openJiraSource } from './open-jira-source.ts'

type Row = { readonly number: string; readonly approvals: readonly object[]; readonly changes?: readonly object[] }

/** A client of these pages; other answers are as `given` has them. */
function clientOf(
  pages: readonly (readonly ReturnType<typeof anIssue>[])[],
  given: Partial<JiraClient> = {},
): JiraClient {
  const all = new Set(pages.flat().map(({ id }) => id))
  const found = (issue: ReturnType<typeof anIssue>): FoundIssue => ({
    id: issue.id,
    key: issue.key,
    issue,
    properties: issue.properties,
  })
  return {
    myself: async () => 'acc-night',
    page: async ({ token = '0', jql, fields }) => {
      const at = Number(token)
      if (fields.length === 1) return { issues: pages.flat().map(found) }
      const ids = /id in \((.*?)\)/.exec(jql)?.[1]?.split(', ')
      if (ids)
        return {
          issues: pages
            .flat()
            .filter(({ id }) => ids.includes(id))
            .map(found),
        }
      return { issues: (pages[at] ?? []).map(found), ...(at + 1 < pages.length && { next: String(at + 1) }) }
    },
    count: async () => all.size,
    changelogs: async () => new Map(),
    approvals: async () => [],
    property: async () => 'no-property',
    setProperty: async () => 'written',
    removeProperty: async () => 'written',
    usage: () => ({ requests: 0, retries: 0, waitedMs: 0, bytes: 0 }),
    close: () => undefined,
    ...given,
  }
}

interface Read extends SourceReading {
  readonly taken: readonly Row[]
  readonly lines: readonly RejectedLine[]
}

async function read(
  client: JiraClient,
  { maxRejected, ...options }: Partial<ReadOptions> & { readonly maxRejected?: number } = {},
): Promise<Read> {
  const entry = {
    name: 'jira',
    type: 'jira',
    reads: 'requests',
    ...(maxRejected !== undefined && { maxRejected }),
  } as const
  const source = openJiraSource(entry, () => ({ entry: anEntry, map: aMap, client }))
  const taken: Row[] = []
  const lines: RejectedLine[] = []
  const reading = await source.read({
    at: Date.parse('2026-03-10T00:00:00Z'),
    accept: (row) => {
      taken.push(row as Row)
      return undefined
    },
    reject: (line) => lines.push(line),
    ...options,
  })
  return { ...reading, taken, lines }
}

const numbers = ({ taken }: Read) => taken.map(({ number }) => number)

describe('a source that is read from a site', () => {
  it('hands on every issue of every page, and is complete', async () => {
    const reading = await read(clientOf([[anIssue(1), anIssue(2)], [], [anIssue(3)]]))
    expect(numbers(reading)).toEqual(['ACC-1', 'ACC-2', 'ACC-3'])
    expect(reading).toMatchObject({ files: ['issues'], rows: 3, rejected: 0, complete: true })
    expect(reading).not.toHaveProperty('reason')
  })

  it('takes an issue that comes twice as it was read last', async () => {
    const later = anIssue(1, { customfield_10051: { accountId: 'acc-eve' } })
    const { taken } = await read(clientOf([[anIssue(1), anIssue(2)], [later]]))
    expect(taken).toMatchObject([{ number: 'ACC-1', principal: 'acc-eve' }, { number: 'ACC-2' }])
  })

  it('asks for the issues in an order that changes do not change, and for no more than is read', async () => {
    const asked: unknown[] = []
    const client = clientOf([[]])
    await read({
      ...client,
      page: (request) => {
        asked.push(request)
        return client.page(request)
      },
    })
    expect(asked).toMatchObject([
      {
        jql: '(project = ACC) ORDER BY created ASC, key ASC',
        properties: ['ticketbound'],
        fields: expect.arrayContaining(['status', 'customfield_10051']),
        limit: 100,
      },
      { jql: '(project = ACC) ORDER BY created ASC, key ASC', fields: ['key'], limit: 5000 },
    ])
  })

  it.each([
    [2, undefined],
    [3, 'the site counts 3 issues, and its search gives 2'],
    [1, 'the site counts 1 issues, and its search gives 2'],
  ])('is complete only where the site counts as many: %i', async (count, reason) => {
    const reading = await read(clientOf([[anIssue(1), anIssue(2)]], { count: async () => count }))
    expect(reading.reason).toBe(reason)
    expect(reading.complete).toBe(reason === undefined)
  })

  it('reads what its cursor passed over because another issue went meanwhile', async () => {
    const all = clientOf([[anIssue(1), anIssue(2), anIssue(3)]])
    const passing = clientOf([[anIssue(1)], [anIssue(3)]])
    const page: JiraClient['page'] = (request) =>
      request.jql.includes('id in') || request.fields.length === 1 ? all.page(request) : passing.page(request)
    const reading = await read({ ...all, page })
    expect(numbers(reading)).toEqual(['ACC-1', 'ACC-3', 'ACC-2'])
    expect(reading.complete).toBe(true)
  })

  it('is not complete where it shows nothing, or lost more than half', async () => {
    expect(await read(clientOf([[]]))).toMatchObject({ complete: false, reason: 'the site shows none' })
    const reading = await read(clientOf([[anIssue(1)]]), { lastCompleteRows: 3 })
    expect(reading.reason).toBe('1 issues are left of 3: more than half have gone')
  })

  it('rejects an issue that means nothing, names it, and repeats nothing of what people wrote', async () => {
    const odd = anIssue(2, { customfield_10051: null, customfield_10099: 'private' })
    const reading = await read(clientOf([[anIssue(1), odd]]), { maxRejected: 1 })
    expect(reading).toMatchObject({ rows: 1, rejected: 1, complete: false, reason: '1 issue was rejected' })
    expect(reading.lines).toMatchObject([
      {
        file: 'issues',
        line: 2,
        text: '{"id":"10002","key":"ACC-2"}',
        faults: [
          { code: 'field-missing', field: 'customfield_10051', message: 'ACC-2: principal: the field is empty' },
        ],
      },
    ])
  })

  it('rejects an issue that is none, and one whose approvals it may not see', async () => {
    const { fields: _fields, ...none } = anIssue(1)
    const client = clientOf([[none as ReturnType<typeof anIssue>, anIssue(2)]], { approvals: async () => 'hidden' })
    const { lines } = await read(client, { maxRejected: 1 })
    expect(lines.map(({ faults }) => faults.map(({ code }) => code))).toEqual([['field-missing'], ['approvals-hidden']])
  })

  it('ends the night where more is rejected than is allowed', async () => {
    const reading = read(clientOf([[anIssue(1, { customfield_10051: null })]]))
    await expect(reading).rejects.toMatchObject({ kind: 'input', code: 'too-many-rejected-lines' })
  })

  it('hands on nothing of a site that fails half way', async () => {
    const error = upstreamError({ code: 'http-not-answered', message: 'down', help: 'later' })
    const client = clientOf([[anIssue(1)], [anIssue(2)]])
    const failing = {
      ...client,
      page: async (request: Parameters<JiraClient['page']>[0]) => {
        if (request.token !== undefined) throw error
        return client.page(request)
      },
    }
    const taken: unknown[] = []
    const accept = (row: unknown) => {
      taken.push(row)
      return undefined
    }
    await expect(read(failing, { accept })).rejects.toBe(error)
    expect(taken).toEqual([])
  })

  it('asks who it is first: a site shows nobody an empty list', async () => {
    const error = upstreamError({ code: 'x', message: '', help: '' })
    const failing = clientOf([[anIssue(1)]], { myself: async () => Promise.reject(error) })
    await expect(read(failing)).rejects.toBe(error)
  })
})

describe('the evidence of an issue', () => {
  const step = {
    id: '7',
    finalDecision: 'approved',
    approvers: [{ approver: { accountId: 'acc-bob' }, approverDecision: 'approved' }],
    completedDate: { epochMillis: Date.parse('2026-03-02T12:00:00Z') },
  }

  it('is the approvals and the history that Jira keeps', async () => {
    const changes = [
      { id: '1', created: Date.parse('2026-03-02T10:00:00Z'), items: [{ field: 'x', fieldId: 'customfield_10051' }] },
    ]
    const client = clientOf([[anIssue(1)]], {
      approvals: async () => [step],
      changelogs: async (_ids, fields) => {
        expect(fields).toEqual(['customfield_10051', 'customfield_10052', 'reporter', 'status', 'resolution'])
        return new Map([['10001', changes]])
      },
    })
    expect((await read(client)).taken).toMatchObject([
      {
        changes: [{ at: '2026-03-02T10:00:00Z', field: 'principal' }],
        approvals: [{ approver: 'acc-bob', how: 'native', decidedAt: '2026-03-02T12:00:00Z' }],
      },
    ])
  })

  it('is asked for only where it can matter', async () => {
    const asked: string[] = []
    const approvals = async (key: string) => {
      asked.push(key)
      return []
    }
    const software = anIssue(2, { project: { id: '10001', projectTypeKey: 'software' } })
    await read(clientOf([[anIssue(1), software, anIssue(3, { customfield_10051: null })]], { approvals }), {
      maxRejected: 1,
    })
    expect(asked).toEqual(['ACC-1'])
  })

  it.each([
    ['no property', 'x'],
    ['a property of another version', { version: 2 }],
    [
      'a property with nothing but nonsense for seals, and a passage that nobody saw',
      {
        version: 1,
        state: 'passed',
        missing: [],
        approvals: 1,
        needed: 1,
        seals: ['nonsense'],
        gate: { passedAt: '2026-03-02T12:00:00Z', verdict: 'forged' },
        updatedAt: '2026-03-02T12:00:00Z',
      },
    ],
  ])('is none where somebody wrote %s', async (_what, property) => {
    const { taken } = await read(clientOf([[anIssue(1, {}, { ticketbound: property })]]))
    expect(taken).toMatchObject([{ number: 'ACC-1', approvals: [] }])
    expect(taken[0]).not.toHaveProperty('gate')
  })
})
