import '../../testdata/forge-bridge.ts'
import { parseYaml } from '@ticketbound/documents'
import { readFieldMap } from '@ticketbound/jira'
import { describe, expect, it } from 'vitest'
import { adminFunctions } from '../../admin/admin-functions.ts'
import { createGuardedResolver } from '../../admin/create-guarded-resolver.ts'
import { permitJiraAdministrators } from '../../admin/permission/permit.ts'
import { accSite } from '../../admin/testdata/acc-site.ts'
import { type AdminHost, anAdminHost, jiraWith } from '../../admin/testdata/admin-host.ts'
import { documentsWith } from '../../admin/testdata/documents-with.ts'
import { noon } from '../../testdata/app-host.ts'
import { aDossier } from '../../testdata/dossier.ts'
import { createMemoryDossiers } from '../../testdata/memory-dossiers.ts'
import { createMemorySettings } from '../../testdata/memory-settings.ts'
import { type Rendered, renderForge, wordsOf } from '../../testdata/render-forge.ts'
import { accFields } from '../../testdata/rule-book.ts'
import { AdminPage } from './admin-page.tsx'

const catalogue = `entitlements:
  - { id: deploy, owners: [acc-bob] }
  - { id: audit, owners: [acc-dave] }
`

/** Opens the page with the real resolver behind it, and a tab of it. */
async function open(host: AdminHost, tab = 'Overview'): Promise<Rendered> {
  const resolve = createGuardedResolver(adminFunctions, { permit: permitJiraAdministrators, hostOf: () => host })
  const page = await renderForge(<AdminPage />, {
    invoke: (functionKey, payload) =>
      resolve({ call: { functionKey, payload }, context: {} }, { principal: { accountId: 'acc-ada' } }),
  })
  const at = page.all('Tab').findIndex((doc) => wordsOf(doc) === tab)
  if (at > 0) await page.fire(page.one('Tabs'), 'onChange', at)
  return page
}

async function write(page: Rendered, name: string, value: string, type = 'TextArea') {
  await page.fire(page.one(type, name), 'onChange', { target: { value } })
}

async function press(page: Rendered, words: string, type = 'Button') {
  await page.fire(page.one(type, words), 'onClick')
}

async function confirm(page: Rendered) {
  await page.fire(page.one('Form'), 'onSubmit')
}

describe('the page for the whole site', () => {
  it('shows somebody without the permission whom to ask, and nothing else', async () => {
    const page = await open(anAdminHost({ asUser: jiraWith() }))
    expect(page.one('EmptyState').props).toMatchObject({
      header: 'Only Jira administrators may see and change this.',
      description: expect.stringContaining('Ask a Jira administrator'),
    })
    expect(page.all('Button')).toEqual([])
  })

  it('asks only for the tab that is open', async () => {
    const page = await open(anAdminHost({ asApp: accSite() }))
    expect(page.invoked.map(({ key }) => key)).toEqual(['health.read'])
    await page.fire(page.one('Tabs'), 'onChange', 5)
    expect(page.invoked.map(({ key }) => key)).toEqual(['health.read', 'keys.read'])
  })

  it('says what to do about each thing that is not as it should be', async () => {
    const page = await open(anAdminHost({ asApp: accSite() }))
    expect(page.one('SectionMessage').props.title).toMatch(/things must be put right/)
    expect(page.words()).toContain('Import catalogue.yaml under Catalogue.')
    expect(page.all('Lozenge').map(wordsOf)).toContain('Fix')
  })

  it('offers to try again where the app failed', async () => {
    const host = anAdminHost({ asUser: { send: () => Promise.reject(new Error('secret')) } })
    const page = await open(host)
    expect(page.words()).not.toContain('secret')
    expect(page.words()).toContain('could not do this')
    await press(page, 'Try again')
    expect(page.invoked).toHaveLength(2)
  })
})

describe('the tab of a document', () => {
  it('shows all faults with line, column and help, and offers no import', async () => {
    const page = await open(anAdminHost(), 'Catalogue')
    await write(page, 'catalogue-text', 'entitlements:\n  - { id: deploy, risc: high }\n  - { owners: [bob] }\n')
    await press(page, 'Check')
    expect(page.words()).toContain('The document has 2 faults')
    expect(page.words()).toContain('catalogue.yaml, 2:19')
    expect(page.words()).toContain('did you mean `risk`?')
    expect(page.all('Button').map(wordsOf)).not.toContain('Import')
  })

  it('shows what would change, says so again before it is done, and imports it', async () => {
    const host = anAdminHost({ documents: documentsWith({ catalogue }) })
    const page = await open(host, 'Catalogue')
    await write(page, 'catalogue-text', catalogue.replace('acc-dave', 'acc-bob').replace('deploy', 'backup'))
    await press(page, 'Check')
    expect(page.words()).toContain('Compared with version 1.')
    expect(page.words()).toContain('entitlement `deploy`')
    await press(page, 'Import')
    expect(page.one('Modal').props.label).toBe('Import catalogue.yaml?')
    expect(page.words()).toContain('2 things in all: 1 added, 1 changed, 1 removed.')
    expect(await host.documents.versions('catalogue')).toHaveLength(1)
    await confirm(page)
    expect(await host.documents.versions('catalogue')).toHaveLength(2)
    expect(page.one('ValidMessage').children[0]?.props.text).toContain('Version 2 of catalogue.yaml holds now.')
  })

  it('asks for another look where the text was edited after it was checked', async () => {
    const page = await open(anAdminHost(), 'Catalogue')
    await write(page, 'catalogue-text', catalogue)
    await press(page, 'Check')
    expect(page.all('Button').map(wordsOf)).toContain('Import')
    await write(page, 'catalogue-text', `${catalogue}# more`)
    expect(page.all('Button').map(wordsOf)).not.toContain('Import')
  })

  it('says who was faster, and writes nothing', async () => {
    const host = anAdminHost()
    const page = await open(host, 'Policy')
    await write(page, 'policy-text', 'justification: 20')
    await press(page, 'Check')
    await host.documents.write('policy', 'justification: 30', { at: 0, by: 'acc-bea' }, 0)
    await press(page, 'Import')
    await confirm(page)
    expect(page.one('ErrorMessage').children.map(wordsOf).join('')).toContain('Somebody else saved a change')
    expect(await host.documents.versions('policy')).toHaveLength(1)
  })

  it('does not send a text that is too large', async () => {
    const page = await open(anAdminHost(), 'Catalogue')
    await write(page, 'catalogue-text', `# ${'x'.repeat(2_000_000)}`)
    await press(page, 'Check')
    expect(page.words()).toContain('at most 400000 are taken')
    expect(page.invoked.map(({ key }) => key)).not.toContain('document.check')
  })

  it('shows an earlier text before it rolls back to it', async () => {
    const host = anAdminHost({ documents: documentsWith({ catalogue }) })
    await host.documents.write('catalogue', 'entitlements: []', { at: noon, by: 'acc-bea' }, 1)
    const page = await open(host, 'Catalogue')
    expect(page.all('User').map(({ props }) => props.accountId)).toEqual(['acc-bea', 'acc-setup'])
    await press(page, 'Roll back')
    expect(page.one('CodeBlock').props.text).toBe(catalogue)
    await confirm(page)
    expect(await host.documents.read('catalogue', 3)).toBe(catalogue)
  })

  it('shows hostile names as plain text', async () => {
    const page = await open(anAdminHost(), 'Catalogue')
    const id = '<img src=x onerror=alert(1)>'
    await write(page, 'catalogue-text', `entitlements: [{ id: "${id}", owners: [bob] }]`)
    await press(page, 'Check')
    expect(page.words()).toContain(id)
    expect(page.all('Image')).toEqual([])
    expect(page.all('AdfRenderer')).toEqual([])
  })
})

describe('the tab of the fields', () => {
  const site = () =>
    anAdminHost({ asApp: accSite(), settings: createMemorySettings({ fields: accFields, projects: {} }) })

  it('shows the map that holds, with the names of the fields', async () => {
    const page = await open(site(), 'Fields')
    expect(page.one('Select', 'part-principal').props.value).toMatchObject({
      value: 'customfield_10051',
      label: 'Access for (customfield_10051, user)',
    })
    expect(page.one('TextArea', 'values-kind').props.defaultValue).toContain('10100 = provision')
    expect(page.one('Select', 'status-pastGate').props.value).toMatchObject([{ value: '10003' }, { value: '10004' }])
  })

  it('shows and saves the map of a project that is chosen', async () => {
    const host = site()
    const page = await open(host, 'Fields')
    await page.fire(page.one('Select', 'fields-project'), 'onChange', { value: '10000', label: 'Access (ACC)' })
    expect(page.words()).toContain('This project has no map of its own')
    await press(page, 'Save the map')
    await confirm(page)
    expect((await host.settings.read()).settings.projects).toEqual({ 10000: accFields })
    expect(page.words()).toContain('This project has a map of its own.')
  })

  it('saves what was chosen, after a word of what that means', async () => {
    const host = site()
    const page = await open(host, 'Fields')
    await page.fire(page.one('Select', 'part-owner'), 'onChange', { value: '' })
    await press(page, 'Save the map')
    expect(page.words()).toContain('approvals given before no longer count')
    await confirm(page)
    const { owner: _owner, ...rest } = accFields
    expect((await host.settings.read()).settings.fields).toEqual(rest)
  })

  it('gives the saved map as the file that the night reads', async () => {
    const page = await open(site(), 'Fields')
    const file = parseYaml('jira-map.yaml', String(page.one('CodeBlock').props.text))
    expect(file.ok && readFieldMap(file.value.value)).toEqual({ ok: true, value: accFields })
  })

  it('forgets what the values of a field stood for once another is chosen', async () => {
    const page = await open(site(), 'Fields')
    await page.fire(page.one('Select', 'part-kind'), 'onChange', { value: 'customfield_10053' })
    expect(page.one('TextArea', 'values-kind').props.defaultValue).toBe('')
  })

  it('proposes a map without saving it', async () => {
    const host = anAdminHost({ asApp: accSite() })
    const page = await open(host, 'Fields')
    expect(page.words()).toContain('Nothing is mapped yet')
    await press(page, 'Propose a map')
    expect(page.one('Select', 'part-principal').props.value).toMatchObject({ value: 'customfield_10051' })
    expect((await host.settings.read()).version).toBe(0)
  })

  it('says which line of the values cannot be read, and cannot be saved like that', async () => {
    const page = await open(site(), 'Fields')
    await write(page, 'values-kind', '10100 provision')
    expect(page.words()).toContain('Kind of request: `10100 provision` is not a value, an equals sign and a meaning.')
    expect(page.one('Button', 'Save the map').props.isDisabled).toBe(true)
  })

  it('tries the map on an issue', async () => {
    const host = { ...site(), asUser: accSite() }
    host.asUser.answer('mypermissions', {
      status: 200,
      body: { permissions: { ADMINISTER: { havePermission: true } } },
    })
    host.asUser.answer('GET /rest/api/3/project/search', { status: 200, body: { values: [] } })
    const page = await open(host, 'Fields')
    await write(page, 'try-issue', 'ACC-1', 'Textfield')
    await press(page, 'Try it')
    expect(page.words()).toContain('The gate would stop it')
    expect(page.words()).toContain('acc-alice')
  })
})

describe('the tab of the keys', () => {
  it('makes a key, and gives the file for the night', async () => {
    const page = await open(anAdminHost(), 'Keys')
    expect(page.words()).toContain('There is no key yet')
    await press(page, 'Make a key')
    await confirm(page)
    expect(page.words()).toContain('k1 seals decisions now.')
    expect(page.all('CodeBlock')[0]?.props.text).toContain('"kid": "k1"')
    expect(page.all('CodeBlock')[1]?.props.text).toBe('seals: { tenant: site-1, keys: ./seal-keys.json }\n')
  })

  it('revokes a key only once its id was written out', async () => {
    const host = anAdminHost()
    await host.keys.active(noon)
    const page = await open(host, 'Keys')
    await press(page, 'Revoke')
    expect(page.words()).toContain('This cannot be undone.')
    await confirm(page)
    expect((await host.keys.ring()).get('k1')).toMatchObject({ status: 'active' })
    await write(page, 'revoke-k1', 'k1', 'Textfield')
    await confirm(page)
    expect((await host.keys.ring()).get('k1')).toMatchObject({ status: 'revoked' })
    expect(page.words()).toContain('Nothing that it ever sealed counts.')
  })
})

describe('the tab of the audit log', () => {
  it('shows, verifies and exports the log', async () => {
    const host = anAdminHost()
    for (let n = 1; n <= 1234; n += 1)
      await host.audit.append({ type: 'gate-passed', at: noon, refs: { issue: `${n}` } })
    const page = await open(host, 'Audit log')
    expect(page.words()).toContain('issue: 1234')
    await press(page, 'Older')
    expect(page.words()).toContain('issue: 1184')
    await press(page, 'Verify the whole log')
    expect(page.words()).toContain('The log is whole')
    await press(page, 'Show the log as a file')
    expect(String(page.one('TextArea').props.value).split('\n')).toHaveLength(1235)
  })

  it('says where a log is broken', async () => {
    const host = anAdminHost()
    await host.audit.append({ type: 'gate-passed', at: noon, refs: {} })
    host.audit.entries[0] = { bytes: '{}', hash: '' }
    const page = await open(host, 'Audit log')
    await press(page, 'Verify the whole log')
    expect(page.words()).toContain('The log is broken')
  })
})

describe('the tab of the measures', () => {
  it('says of each figure that nothing gives it, instead of 0', async () => {
    const page = await open(anAdminHost(), 'Measures')
    expect(page.words()).toContain('not computable: nothing was approved in Ticketbound yet')
    expect([...page.all('BarChart'), ...page.all('DonutChart'), ...page.all('LineChart')]).toEqual([])
  })

  it('shows each chart as a table, too', async () => {
    const passages = [{ passedAt: noon, to: '1', digest: 'd', verdict: 'v' }]
    const dossiers = createMemoryDossiers(
      aDossier({ state: 'passed', passages, expires: '2026-11-30' }),
      aDossier({ issueId: '2' }),
    )
    const page = await open(anAdminHost({ dossiers }), 'Measures')
    const charts = [...page.all('BarChart'), ...page.all('DonutChart'), ...page.all('LineChart')]
    expect(charts.map(({ props }) => props.title).sort()).toEqual([
      'Access that ends within',
      'Passed the gate, by month',
      'Requests by state',
    ])
    for (const { props } of charts)
      expect(page.all('DynamicTable').map((it) => it.props.caption)).toContain(props.title)
  })
})
