import { readCatalogue } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { accFields } from '../../packages/jira-forge/src/testdata/rule-book.ts'
import { kvsPorts, now, startForgeStorage } from './storage-engines.ts'

const made = { at: now, by: 'acc-mia' }
const catalogue = 'entitlements:\n  - { id: deploy, owners: [bob], risk: high }\n'
const policy = 'zone: Europe/Berlin\napprovals: { high: { from: owner, count: 2 } }\n'
const people = [
  { principal: 'alice', kind: 'human', active: true, accounts: [{ account: 'acc-alice' }], endedAt: '2026-03-31' },
  { principal: 'bob', active: true, kind: 'human', groups: [{ id: 'security' }] },
]
const exception = {
  id: 'e1',
  owner: 'bob',
  reason: 'until the migration',
  from: '2026-01-01T00:00:00Z',
  until: '2026-03-31',
  covers: { rule: 'expiry-present' },
  approvedBy: 'dave',
}
const ndjson = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

async function setUp() {
  const forge = await startForgeStorage()
  const ports = kvsPorts(forge)
  await ports.settings.write({ projects: { 10000: accFields } }, 0)
  await ports.documents.write('catalogue', catalogue, made, 0)
  await ports.documents.write('policy', policy, made, 0)
  await ports.documents.write('people', ndjson(people), made, 0)
  await ports.documents.write('exceptions', ndjson([exception]), made, 0)
  await ports.keys.active(now)
  await ports.delegations.add({ by: 'bob', to: 'dave', from: now, until: now + 1000 })
  forge.record.clear()
  return { forge, ...ports }
}

describe('the rule book', () => {
  it('holds nothing where nothing was set up', async () => {
    const { ruleBooks } = kvsPorts(await startForgeStorage())
    expect(await ruleBooks.read(now)).toEqual({
      settings: { projects: {} },
      keys: new Map(),
      exceptions: [],
      delegations: [],
    })
  })

  it('holds everything that was set up, read with one request', async () => {
    const { forge, ruleBooks, keys } = await setUp()
    const book = await ruleBooks.read(now)
    expect(forge.record.calls.map(({ call }) => call)).toEqual(['batch/get'])
    expect(book.settings.projects).toEqual({ 10000: accFields })
    expect(book.policy?.zone).toBe('Europe/Berlin')
    expect(book.people?.map(({ principal }) => principal)).toEqual(['alice', 'bob'])
    expect(book.exceptions).toMatchObject([{ id: 'e1', covers: { rule: 'expiry-present' } }])
    expect(book.keys).toEqual(await keys.ring())
    expect(book.delegations).toEqual([{ by: 'bob', to: 'dave', from: now, until: now + 1000 }])
  })

  it('reads the catalogue by the policy, and days in its zone', async () => {
    const { ruleBooks } = await setUp()
    const book = await ruleBooks.read(now)
    expect(book.catalogue?.entitlements.get('deploy')?.approval).toEqual(book.policy?.approvals.high)
    expect(book.people?.[0]?.endedAt).toBe(Date.UTC(2026, 2, 31, 22))
    expect(book.exceptions[0]?.until).toBe(Date.UTC(2026, 2, 31, 22))
  })

  it('leaves out delegations that have ended', async () => {
    const { ruleBooks } = await setUp()
    expect((await ruleBooks.read(now + 1000)).delegations).toEqual([])
  })

  it('follows the newest version, a rollback too', async () => {
    const { ruleBooks, documents } = await setUp()
    await documents.write('catalogue', 'entitlements: [{ id: audit }]\n', made, 1)
    expect([...((await ruleBooks.read(now)).catalogue?.entitlements.keys() ?? [])]).toEqual(['audit'])
    await documents.write('catalogue', await documents.read('catalogue', 1), made, 2)
    expect([...((await ruleBooks.read(now)).catalogue?.entitlements.keys() ?? [])]).toEqual(['deploy'])
  })

  it('is the same as what the texts say, whether a document is small or large', async () => {
    const { forge, ruleBooks, documents } = await setUp()
    const rows = Array.from({ length: 5000 }, (_, at) => ({ id: `e-${Math.sin(at)}-${Math.cos(at)}-${Math.tan(at)}` }))
    const text = `entitlements:\n${rows.map((row) => `  - ${JSON.stringify(row)}\n`).join('')}`
    await documents.write('catalogue', text, made, 1)
    forge.record.clear()
    const book = await ruleBooks.read(now)
    expect(forge.record.calls.map(({ call }) => call)).toEqual(['batch/get', 'batch/get'])
    const said = readCatalogue({ entitlements: rows }, book.policy?.approvals)
    expect(said.ok && said.value).toEqual(book.catalogue)
  })

  it('is not read where a document has a fault: nobody is judged by half of one', async () => {
    const { ruleBooks, documents } = await setUp()
    await documents.write('people', ndjson([...people, { principal: 'eve' }]), made, 1)
    await expect(ruleBooks.read(now)).rejects.toMatchObject({ code: 'document-faulty', kind: 'config' })
  })

  it.each(['a: [', '- a\n- b\n', '{"id": }'])('is not read where the text of a document is %j', async (text) => {
    const { ruleBooks, documents } = await setUp()
    await documents.write('exceptions', text, made, 1)
    await expect(ruleBooks.read(now)).rejects.toMatchObject({ code: 'storage-unreadable' })
  })

  it('is not read where a part that should be there was lost on its way', async () => {
    const { forge, ruleBooks } = await setUp()
    for (const key of ['settings', 'document:catalogue', 'seal-keys', 'delegations']) {
      forge.flaws['batch-partly-fails'] = { key }
      await expect(ruleBooks.read(now)).rejects.toMatchObject({ code: 'storage-failed' })
    }
  })

  it('holds ten thousand people', async () => {
    const { forge, ruleBooks, documents } = await setUp()
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      principal: `person-${at}@example.com`,
      kind: 'human',
      active: true,
      manager: `person-${at >> 3}@example.com`,
      groups: [{ id: `group-${at % 97}` }],
      accounts: [{ account: `712020:${(at * 2_654_435_761).toString(16)}-${at}` }],
    }))
    const text = ndjson(many)
    await documents.write('people', text, made, 1)
    forge.record.clear()
    const book = await ruleBooks.read(now)
    expect(forge.record.calls.map(({ call }) => call)).toEqual(['batch/get', 'batch/get'])
    expect(book.people).toHaveLength(10_000)
  })
})
