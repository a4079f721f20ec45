import { describe, expect, it } from 'vitest'
import { noon } from '../../testdata/app-host.ts'
import { createMemorySettings } from '../../testdata/memory-settings.ts'
import { accFields } from '../../testdata/rule-book.ts'
import { accSite } from '../testdata/acc-site.ts'
import { type AdminHost, anAdminHost } from '../testdata/admin-host.ts'
import { ask } from '../testdata/ask.ts'
import { documentsWith } from '../testdata/documents-with.ts'
import type { HealthLine } from './health-line.ts'
import { healthChecks, readHealth } from './read-health.ts'

const catalogue = 'entitlements: [{ id: deploy, owners: [acc-bob, acc-dave] }]'

/** A site on which everything is as it should be, but for what a test changes. */
function wellSite() {
  const jira = accSite()
  jira.answer('GET /rest/api/3/user', { status: 200, body: { accountId: 'acc-bob' } })
  const all = { BROWSE_PROJECTS: yes, ADD_COMMENTS: yes, EDIT_ISSUES: yes }
  jira.answer('GET /rest/api/3/mypermissions', { status: 200, body: { permissions: all } })
  const rule = { id: 'r1', transition: { id: 21, name: 'Grant' } }
  jira.answer('GET /rest/api/3/workflow/rule/config', {
    status: 200,
    body: { values: [{ workflowId: { name: 'Access' }, validators: [rule], postFunctions: [rule] }] },
  })
  return jira
}

const hour = 3_600_000
const day = 24 * hour

const yes = { havePermission: true }

async function healthOf(given: Partial<AdminHost> = {}): Promise<ReadonlyMap<string, HealthLine>> {
  const host = anAdminHost({
    asApp: wellSite(),
    documents: documentsWith({ catalogue, people: person('acc-bob') }),
    settings: createMemorySettings({ fields: accFields, projects: {} }),
    sweeps: { read: async () => ({ since: noon - 7 * day, sawAllAt: noon - hour }) },
    ...given,
  })
  const answer = await ask(readHealth, {}, host)
  if (!answer.ok) throw new Error(answer.code)
  return new Map(answer.lines.map((line) => [line.id, line] as const))
}

describe('readHealth', () => {
  it('finds nothing to do on a site that is well set up', async () => {
    const keys = anAdminHost().keys
    await keys.active(noon)
    const lines = [...(await healthOf({ keys })).values()]
    expect(lines.filter(({ state }) => state !== 'ok')).toEqual([])
    expect(lines).toHaveLength(healthChecks.length)
  })

  it('says of a site on which nothing was set up what to do, step by step', async () => {
    const lines = await healthOf({ documents: documentsWith({}), settings: createMemorySettings() })
    for (const id of ['fields', 'catalogue']) {
      expect(lines.get(id)).toMatchObject({ state: 'fail', remedy: expect.any(String) })
    }
    for (const id of ['people', 'key']) expect(lines.get(id)).toMatchObject({ state: 'warn' })
  })

  it.each([
    ['an uninstalled field', { ...accFields, owner: { field: 'customfield_99999' } }, 'fail', '`customfield_99999`'],
    ['a status that is gone', { ...accFields, statuses: { pastGate: ['77777'] } }, 'warn', '`77777`'],
    ['a map without statuses past the gate', { ...accFields, statuses: {} }, 'warn', 'past the gate'],
  ])('finds %s', async (_what, fields, state, says) => {
    const lines = await healthOf({ settings: createMemorySettings({ fields, projects: {} }) })
    expect(lines.get('fields')).toMatchObject({ state, says: expect.stringContaining(says) })
  })

  it('finds a document that no longer reads, and one that is worth a second look', async () => {
    const documents = documentsWith({ catalogue: 'entitlements: [{ id: deploy }]', policy: 'zone: Mars' })
    const lines = await healthOf({ documents })
    expect(lines.get('policy')).toMatchObject({ state: 'fail', says: expect.stringContaining('no longer reads') })
    expect(lines.get('catalogue')).toMatchObject({ state: 'warn', says: expect.stringContaining('second look') })
  })

  it('finds owners whom Jira does not know', async () => {
    const asApp = accSite()
    asApp.answer('GET /rest/api/3/user', { status: 404, body: { errorMessages: ['no'] } })
    expect((await healthOf({ asApp })).get('owners')).toMatchObject({
      state: 'warn',
      says: expect.stringContaining('`acc-bob`, `acc-dave`'),
    })
  })

  it('finds what the app may not do', async () => {
    const asApp = accSite()
    asApp.answer('GET /rest/api/3/mypermissions', {
      status: 200,
      body: { permissions: { BROWSE_PROJECTS: yes, EDIT_ISSUES: yes, ADD_COMMENTS: { havePermission: false } } },
    })
    expect((await healthOf({ asApp })).get('permissions')).toMatchObject({
      state: 'fail',
      says: 'The app may not comment on issues.',
    })
  })

  it('finds that no transition has the gate, and that one has it and keeps no record', async () => {
    const [none, half] = [accSite(), accSite()]
    none.answer('GET /rest/api/3/workflow/rule/config', { status: 200, body: { values: [] } })
    expect((await healthOf({ asApp: none })).get('gate')).toMatchObject({ state: 'fail' })
    const validators = [{ id: 'r1', transition: { id: 21, name: 'Grant' } }]
    half.answer('GET /rest/api/3/workflow/rule/config', {
      status: 200,
      body: { values: [{ workflowId: { name: 'Access' }, validators }] },
    })
    expect((await healthOf({ asApp: half })).get('gate')).toMatchObject({
      state: 'warn',
      says: expect.stringContaining('`Access: Grant`'),
    })
  })

  it.each([
    ['that nothing was swept yet', undefined, 'warn'],
    ['nothing amiss in a first pass that has begun', { since: noon - hour }, 'ok'],
    ['that a first pass does not come to its end', { since: noon - 2 * day }, 'warn'],
    ['that the last pass is long ago', { since: noon - 9 * day, sawAllAt: noon - 3 * day }, 'warn'],
  ])('finds %s', async (_what, cursor, state) => {
    expect((await healthOf({ sweeps: { read: async () => cursor } })).get('sweep')).toMatchObject({ state })
  })

  it('finds a log that was tampered with', async () => {
    const { audit } = anAdminHost()
    await audit.append({ type: 'gate-passed', at: noon, refs: { issue: '1' } })
    audit.entries[0] = { hash: '0'.repeat(64), bytes: audit.entries[0]?.bytes ?? '' }
    expect((await healthOf({ audit })).get('log')).toMatchObject({ state: 'fail' })
  })

  it('says of what cannot be looked at where to look, and looks at everything else', async () => {
    const asApp = wellSite()
    const broken = { send: () => Promise.reject(new Error('secret of the vendor')) }
    const lines = await healthOf({ asApp: broken })
    expect(lines.get('gate')).toMatchObject({ state: 'fail', remedy: expect.stringContaining('ref-') })
    expect(lines.get('log')).toMatchObject({ state: 'ok' })
    expect(JSON.stringify([...lines])).not.toContain('secret')
    expect(asApp.asked).toEqual([])
  })
})

function person(account: string): string {
  return JSON.stringify({ principal: account, kind: 'human', active: true, accounts: [{ account }] })
}
