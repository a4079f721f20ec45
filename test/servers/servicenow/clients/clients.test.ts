import { afterEach, describe, expect, it } from 'vitest'
import { type ServiceNowServer, startServiceNow } from '../start-servicenow.ts'
import { smallInstance } from '../worlds/small-instance.ts'
import { createBackstageClient } from './backstage-client.ts'
import { runClient } from './run-client.ts'

let server: ServiceNowServer
afterEach(() => server.close())

describe('the public client servicenow-rest-api', () => {
  it('lists, finds, makes, changes and deletes records, and attaches nothing', async () => {
    server = await startServiceNow({ ...smallInstance(), tls: true })
    const script = new URL('rest-api-client.ts', import.meta.url)
    const said = await runClient(script, server.url.replace('https://', ''), 'admin', 'admin')
    const [incident] = server.world.rows('incident')
    expect(said).toMatchObject({
      sample: [{ number: incident?.number, state: '2' }],
      closed: ['RITM0000001', 'RITM0000002', 'RITM0000003', 'RITM0000006', 'RITM0000007'].map((number) => ({
        number,
        state: 'Closed Complete',
        requested_for: { display_value: expect.any(String) },
      })),
      created: { number: 'INC0000002', short_description: 'made', caller_id: { display_value: 'Ann Ops' } },
      updated: { number: 'INC0000002', short_description: 'changed', state: 'In Progress' },
      deleted: { status: 204 },
      attachments: [],
    })
    const made = server.record.writes.filter(({ table }) => table === 'incident')
    expect(made.map(({ operation, by }) => `${operation} ${by}`)).toEqual([
      'insert admin',
      'update admin',
      'delete admin',
    ])
    expect(said).toHaveProperty('id', made[0]?.sysId)
  })
})

describe('the ServiceNow client of the Backstage plugin', () => {
  it('lists and counts the incidents of a person', async () => {
    server = await startServiceNow(smallInstance())
    const basicAuth = { username: 'admin', password: 'admin' }
    const client = createBackstageClient({ instanceUrl: server.url, basicAuth })
    for (const at of ['1', '2', '3']) server.world.insert('incident', { short_description: `disk ${at}`, priority: at })
    const found = await client.fetchIncidents({
      search: 'disk',
      order: 'desc',
      orderBy: 'priority',
      limit: 2,
      offset: 0,
    })
    expect(found.items.map((item) => item.short_description)).toEqual(['disk 3', 'disk 2'])
    expect(found.totalCount).toBe(3)
    const ofAnn = await client.fetchIncidents({ userEmail: 'ann.ops@example.com', state: '=2' })
    expect(ofAnn.items).toMatchObject([{ short_description: 'The build is slow' }])
  })

  it('comes in with a token for client credentials', async () => {
    const oauthClients = [{ id: 'backstage', secret: 's', grants: ['client_credentials'] as const, user: 'admin' }]
    server = await startServiceNow({ ...smallInstance(), oauthClients })
    const oauth = { grantType: 'client_credentials', clientId: 'backstage', clientSecret: 's' }
    const client = createBackstageClient({ instanceUrl: server.url, oauth })
    expect((await client.fetchIncidents({ limit: 5 })).totalCount).toBe(1)
    expect(server.record.requests.map(({ path, status }) => `${status} ${path}`)).toEqual([
      '200 /oauth_token.do',
      '200 /api/now/table/incident',
    ])
  })
})
