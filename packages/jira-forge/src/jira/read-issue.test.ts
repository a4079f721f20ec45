import type { FieldMap } from '@ticketbound/jira'
import { describe, expect, it } from 'vitest'
import { anIssue } from '../testdata/issue.ts'
import { createMemoryJira, type MemoryIssue } from '../testdata/memory-jira.ts'
import { accFields } from '../testdata/rule-book.ts'
import { type MapOfProject, readIssue } from './read-issue.ts'

const all = { history: true, approvals: true }
const entry = (id: number) => ({ id: String(id), created: '2026-11-09T08:00:00.000+0000', items: [] })
const step = { id: '1', name: 'Waiting', finalDecision: 'approved', approvers: [] }

const withOwner = (field: string): FieldMap => ({ ...accFields, owner: { field } })

function read(given: Partial<MemoryIssue> = {}, needs = all, map: MapOfProject = accFields) {
  const jira = createMemoryJira(anIssue(given))
  return { jira, start: () => readIssue(jira, 'ACC-1', map, needs) }
}

describe('readIssue', () => {
  it('reads fields, history and approvals with three requests, the history after the fields', async () => {
    const { jira, start } = read({ changelog: [entry(1)], approvals: [step] })
    expect(await start()).toMatchObject({
      issueId: '20001',
      projectId: '10000',
      issue: { key: 'ACC-1' },
      changelog: [{ id: '1' }],
      serviceApprovals: [{ id: '1' }],
    })
    expect(jira.asked).toEqual([
      'GET /rest/api/3/issue/ACC-1',
      'GET /rest/api/3/issue/20001/changelog',
      'GET /rest/servicedeskapi/request/20001/approval',
    ])
  })

  it('asks once where nothing else is needed', async () => {
    const { jira, start } = read({}, { history: false, approvals: false })
    expect(Object.keys(await start()).sort()).toEqual(['issue', 'issueId', 'projectId'])
    expect(jira.asked).toHaveLength(1)
  })

  it('asks for no approvals outside a service project', async () => {
    const fields = { ...anIssue().fields, project: { id: '10001', key: 'OPS', projectTypeKey: 'software' } }
    const { jira, start } = read({ fields })
    expect(await start()).not.toHaveProperty('serviceApprovals')
    expect(jira.asked).toHaveLength(2)
  })

  it('takes an issue without a request type to have no approvals', async () => {
    const { jira, start } = read()
    jira.answer('/approval', { status: 404, body: { errorMessage: 'not a request' } })
    expect((await start()).serviceApprovals).toEqual([])
  })

  it('finds the map by the project, and asks nothing more of a project without one', async () => {
    const maps: Readonly<Record<string, FieldMap>> = { 10000: accFields }
    expect((await read({}, all, (id) => maps[id]).start()).changelog).toEqual([])
    const { jira, start } = read({}, all, () => undefined)
    expect((await start()).projectId).toBe('10000')
    expect(jira.asked).toHaveLength(1)
  })

  it('asks for the fields that some map of the site speaks of, and for no others', async () => {
    const jira = createMemoryJira(anIssue())
    const settings = { fields: { ...accFields, level: { field: 'customfield_1' } }, projects: { 10000: accFields } }
    const read = await readIssue(jira, 'ACC-1', settings, { history: false, approvals: false })
    const [asked] = jira.requests.map(({ query }) => query?.fields?.toString().split(','))
    expect(asked).toEqual(
      expect.arrayContaining(['status', 'customfield_10053', 'customfield_1', 'reporter', 'comment']),
    )
    expect(new Set(asked).size).toBe(asked?.length)
    expect(read.projectId).toBe('10000')
  })

  it.each<[string, MapOfProject]>([
    ['a function may give any map', () => accFields],
    [
      'the list would be too long',
      { projects: Object.fromEntries(Array.from({ length: 300 }, (_, n) => [n, withOwner(`customfield_9${n}`)])) },
    ],
  ])('asks for all fields where %s', async (_why, map) => {
    const jira = createMemoryJira(anIssue())
    await readIssue(jira, 'ACC-1', map, { history: false, approvals: false })
    expect(jira.requests[0]?.query?.fields).toMatch(/^\*all,/)
  })

  it('reads an issue of a site where no map was set up', async () => {
    const jira = createMemoryJira(anIssue())
    expect((await readIssue(jira, 'ACC-1', { projects: {} }, all)).projectId).toBe('10000')
    expect(jira.requests.map(({ query }) => query?.fields)).toEqual(['project,status,created'])
  })

  it('gives a history of a full page, and none that goes on', async () => {
    const entries = (count: number) => ({ changelog: Array.from({ length: count }, (_, index) => entry(index)) })
    expect((await read(entries(100)).start()).changelog).toHaveLength(100)
    expect(await read(entries(101)).start()).not.toHaveProperty('changelog')
  })

  it('gives no approvals where it cannot give all', async () => {
    const { jira, start } = read()
    jira.answer('/approval', { status: 200, body: { values: [step], isLastPage: false } })
    await expect(start()).rejects.toMatchObject({ code: 'approvals-too-many' })
  })

  it.each([
    [401, 'jira-forbidden', 'config'],
    [403, 'jira-forbidden', 'config'],
    [404, 'jira-not-found', 'input'],
    [409, 'jira-conflict', 'upstream'],
    [418, 'jira-refused', 'upstream'],
    [429, 'jira-busy', 'upstream'],
    [500, 'jira-failed', 'upstream'],
    [503, 'jira-failed', 'upstream'],
  ])('throws where Jira answers %i', async (status, code, kind) => {
    for (const part of ['issue/ACC-1', '/changelog', '/approval']) {
      if (status === 404 && part === '/approval') continue
      const { jira, start } = read()
      jira.answer(part, { status, body: undefined })
      await expect(start(), part).rejects.toMatchObject({ code, kind, context: { status } })
    }
  })

  it.each<[string, string, unknown]>([
    [
      'an issue without a status',
      'issue/ACC-1',
      { id: '20001', key: 'ACC-1', fields: { created: 'x', project: { id: '1' } } },
    ],
    ['no issue at all', 'issue/ACC-1', undefined],
    ['a history without a total', '/changelog', { values: [], startAt: 0 }],
    ['a history that begins later', '/changelog', { values: [], startAt: 5, total: 0 }],
    ['a change without a date', '/changelog', { values: [{ id: '1', items: [] }], startAt: 0, total: 1 }],
    ['approvals that do not say whether there are more', '/approval', { values: [] }],
    ['a list', '/approval', []],
  ])('throws at %s', async (_what, part, body) => {
    const { jira, start } = read()
    jira.answer(part, { status: 200, body })
    await expect(start()).rejects.toMatchObject({ code: 'jira-unreadable', kind: 'upstream' })
  })

  it('says of an unreadable answer where it departs, and not what stands there', async () => {
    const { jira, start } = read()
    jira.answer('/changelog', { status: 200, body: { values: [], startAt: 0, total: 'secret' } })
    const error = await start().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ context: { path: 'total', expected: 'number' } })
    expect(JSON.stringify(error)).not.toContain('secret')
  })
})
