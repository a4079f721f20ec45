import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessFields } from '../../../world/jira/fields.ts'
import { type AskingJira, ask } from '../ask.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'
import { adfOf } from '../world/adf.ts'

let jira: JiraEmulator
beforeEach(async () => {
  jira = await startJira({ clock: () => Date.parse('2026-11-25T12:00:00Z') })
})
afterEach(() => jira.stop())

const get = (path: string, as?: string) => ask(jira, path, as === undefined ? {} : { as })
const put = (key: string, fields: object, more: AskingJira = {}) =>
  ask(jira, `issue/${key}`, { method: 'PUT', body: { fields }, ...more })

describe('reading an issue', () => {
  it('shows what was asked for, by key in any case or by id', async () => {
    const { body } = await get('issue/acc-1?fields=summary,status,customfield_10050')
    expect(body).toMatchObject({
      key: 'ACC-1',
      self: `${jira.url}/rest/api/3/issue/${body.id}`,
      fields: {
        summary: 'Deploy access for Alice',
        status: { id: '10001', name: 'Waiting for approval', statusCategory: { key: 'indeterminate' } },
        customfield_10050: { accountId: 'acc-alice', displayName: 'Alice Anders', active: true },
      },
    })
    expect(Object.keys(body.fields)).toHaveLength(3)
    expect((await get(`issue/${body.id}`)).body.key).toBe('ACC-1')
  })

  it('shows every field with none, and empty ones as null', async () => {
    const { fields } = (await get('issue/ACC-2')).body
    expect(fields).toMatchObject({
      customfield_10051: { value: 'audit', id: '10212' },
      customfield_10054: null,
      labels: [],
      reporter: { accountId: 'acc-eve' },
      comment: { comments: [], total: 0 },
    })
    expect(fields).not.toHaveProperty('customfield_10150')
    expect((await get('issue/ACC-2?fields=*all,-comment,-summary')).body.fields).not.toHaveProperty('comment')
  })

  it('shows the changelog, names and properties where they are asked for, and not otherwise', async () => {
    await ask(jira, 'issue/ACC-1/properties/ticketbound', { method: 'PUT', body: { state: 'blocked' } })
    const { body } = await get('issue/ACC-1?expand=changelog,names&properties=ticketbound&fields=status')
    expect(body.properties).toEqual({ ticketbound: { state: 'blocked' } })
    expect(body.names).toEqual({ status: 'Status' })
    expect(body.changelog).toMatchObject({
      startAt: 0,
      total: 1,
      histories: [{ author: { accountId: 'acc-carol' }, items: [{ field: 'status', from: '10000', to: '10001' }] }],
    })
    const plain = (await get('issue/ACC-1')).body
    expect(Object.keys(plain)).toEqual(['expand', 'id', 'self', 'key', 'fields'])
  })

  it('tells what whoever asks may set, with the choices of lists, and of no field who may edit nothing', async () => {
    const { body } = await get('issue/ACC-1?expand=editmeta&fields=status', 'acc-carol')
    expect(body.editmeta.fields).toMatchObject({
      customfield_10050: { name: 'Access for', schema: { type: 'user' }, operations: ['set'] },
      customfield_10052: { schema: { type: 'option' }, allowedValues: [{ id: '10221', value: 'read' }, {}, {}] },
      customfield_10054: { schema: { type: 'date' } },
      reporter: { schema: { type: 'user' } },
    })
    expect(body.editmeta.fields).not.toHaveProperty('status')
    expect((await get('issue/ACC-1/editmeta', 'acc-carol')).body).toEqual(body.editmeta)
    expect((await get('issue/ACC-1?expand=editmeta', 'acc-bob')).body.editmeta).toEqual({ fields: {} })
  })

  it('says the same of an issue that is not there and of one that is not theirs to see', async () => {
    const missing = await get('issue/ACC-999')
    const hidden = await get('issue/OPS-1', 'acc-alice')
    expect([missing.status, hidden.status]).toEqual([404, 404])
    expect(missing.body).toEqual({
      errorMessages: ['Issue does not exist or you do not have permission to see it.'],
      errors: {},
    })
    expect(hidden.body).toEqual(missing.body)
  })

  it('is not for who only asked for it: a customer sees the request, not the issue', async () => {
    expect((await get('issue/ACC-1', 'acc-alice')).status).toBe(404)
    expect((await get('/rest/servicedeskapi/request/ACC-1', 'acc-alice')).status).toBe(200)
  })

  it('asks for credentials', async () => {
    expect((await get('issue/ACC-1', '')).status).toBe(401)
    jira.world.changeUser('acc-mia', { active: false })
    expect((await get('issue/ACC-1')).status).toBe(401)
  })
})

describe('editing an issue', () => {
  it('changes what is given, keeps the rest, and writes the changelog', async () => {
    const fields = {
      [accessFields.owner.id]: { accountId: 'acc-dave' },
      [accessFields.expiresAt.id]: '2026-12-24',
      [accessFields.level.id]: { value: 'admin' },
      labels: ['urgent'],
    }
    expect((await put('ACC-1', fields)).status).toBe(204)
    const { body } = await get('issue/ACC-1?expand=changelog')
    expect(body.fields).toMatchObject({
      summary: 'Deploy access for Alice',
      customfield_10053: { accountId: 'acc-dave' },
      customfield_10054: '2026-12-24',
      customfield_10052: { value: 'admin' },
      labels: ['urgent'],
      updated: '2026-11-25T12:00:00.000+0000',
    })
    const [latest] = body.changelog.histories
    expect(latest).toMatchObject({ author: { accountId: 'acc-mia' }, created: '2026-11-25T12:00:00.000+0000' })
    expect(latest.items).toEqual([
      {
        field: 'Access owner',
        fieldId: 'customfield_10053',
        fieldtype: 'custom',
        from: 'acc-bob',
        fromString: 'Bob Berg',
        to: 'acc-dave',
        toString: 'Dave Dorn',
      },
      expect.objectContaining({ field: 'Access until', from: '2027-01-31', to: '2026-12-24' }),
      expect.objectContaining({ field: 'Level', fromString: 'write', toString: 'admin' }),
      expect.objectContaining({ field: 'labels', toString: 'urgent' }),
    ])
  })

  it('writes nothing where nothing changes', async () => {
    const before = jira.world.issue('ACC-1')
    expect((await put('ACC-1', { [accessFields.expiresAt.id]: '2027-01-31' })).status).toBe(204)
    expect(jira.world.issue('ACC-1')).toBe(before)
  })

  it('adds to and removes from lists', async () => {
    const field = accessFields.approvers.id
    const update = {
      [field]: [{ remove: { accountId: 'acc-bob' } }, { add: { accountId: 'acc-mia' } }],
      labels: [{ add: 'x' }],
    }
    await ask(jira, 'issue/ACC-1', { method: 'PUT', body: { update } })
    expect(jira.world.issue('ACC-1')?.values).toMatchObject({ [field]: ['acc-dave', 'acc-mia'], labels: ['x'] })
  })

  it.each([
    [{ customfield_10054: '31.12.2026' }, 'customfield_10054', 'yyyy-MM-dd'],
    [{ customfield_10054: '2026-02-30' }, 'customfield_10054', 'yyyy-MM-dd'],
    [{ customfield_10050: { accountId: 'nobody' } }, 'customfield_10050', 'does not exist'],
    [{ customfield_10051: { value: 'root' } }, 'customfield_10051', 'not valid'],
    [{ customfield_10055: 'plain text' }, 'customfield_10055', 'Atlassian Document'],
    [{ customfield_99999: 'x' }, 'customfield_99999', 'not on the appropriate screen'],
    [{ customfield_10150: { accountId: 'acc-bob' } }, 'customfield_10150', 'not on the appropriate screen'],
    [{ status: { id: '10003' } }, 'status', 'not on the appropriate screen'],
    [{ summary: '' }, 'summary', 'summary'],
    [{ labels: ['two words'] }, 'labels', 'spaces'],
  ])('refuses %j, for the field', async (fields, field, words) => {
    const { status, body } = await put('ACC-1', fields)
    expect(status).toBe(400)
    expect(body.errorMessages).toEqual([])
    expect(body.errors[field]).toContain(words)
    expect(jira.world.issue('ACC-1')?.changes).toHaveLength(1)
  })

  it('is for those who may edit', async () => {
    expect((await put('ACC-1', { labels: [] }, { as: 'acc-bob' })).status).toBe(400)
    expect((await put('ACC-1', { labels: ['x'] }, { as: 'acc-eve' })).status).toBe(204)
  })

  it('refuses what is no JSON', async () => {
    const { status } = await ask(jira, 'issue/ACC-1', { method: 'PUT', body: '{"fields"' })
    expect(status).toBe(400)
  })
})

describe('making and deleting issues', () => {
  it('makes an issue in the first status of its project', async () => {
    const fields = {
      project: { key: 'ACC' },
      issuetype: { name: 'Access request' },
      summary: 'New',
      description: adfOf('Please'),
    }
    const { status, body } = await ask(jira, 'issue', { method: 'POST', body: { fields }, as: 'acc-alice' })
    expect([status, body.key]).toEqual([201, 'ACC-6'])
    const made = (await get('issue/ACC-6')).body.fields
    expect(made).toMatchObject({
      status: { name: 'To do' },
      creator: { accountId: 'acc-alice' },
      description: adfOf('Please'),
    })
  })

  it.each([
    [{ issuetype: { id: '10010' }, summary: 'x' }, 'project'],
    [{ project: { key: 'ACC' }, summary: 'x' }, 'issuetype'],
    [{ project: { key: 'ACC' }, issuetype: { id: '10010' } }, 'summary'],
  ])('refuses one that lacks something: %j', async (fields, missing) => {
    const { status, body } = await ask(jira, 'issue', { method: 'POST', body: { fields } })
    expect(status).toBe(400)
    expect(body.errors).toHaveProperty(missing)
  })

  it('deletes for those who may', async () => {
    expect((await ask(jira, 'issue/ACC-1', { method: 'DELETE', as: 'acc-bob' })).status).toBe(403)
    expect((await ask(jira, 'issue/ACC-1', { method: 'DELETE' })).status).toBe(204)
    expect((await get('issue/ACC-1')).status).toBe(404)
  })
})
