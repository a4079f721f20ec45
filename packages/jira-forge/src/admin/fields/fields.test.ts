import { describe, expect, it } from 'vitest'
import { anIssue, someFields } from '../../testdata/issue.ts'
import { createMemorySettings } from '../../testdata/memory-settings.ts'
import { accFields } from '../../testdata/rule-book.ts'
import { accSite } from '../testdata/acc-site.ts'
import { type AdminHost, anAdminHost, jiraThat } from '../testdata/admin-host.ts'
import { ask } from '../testdata/ask.ts'
import { checkFields } from './check-fields.ts'
import { proposeFields } from './propose-fields.ts'
import { readFields } from './read-fields.ts'
import { removeFields } from './remove-fields.ts'
import { saveFields } from './save-fields.ts'
import { saveSource } from './save-source.ts'

const other = { ...accFields, kind: { fixed: 'provision' } } as const

function site(given: Partial<AdminHost> = {}) {
  return anAdminHost({
    asApp: accSite(),
    asUser: shows('10000'),
    settings: createMemorySettings({ fields: accFields, projects: { 10000: other } }),
    ...given,
  })
}

/** Jira for somebody who may browse issues, all of which are in one project. */
function shows(id: string) {
  const values = [{ id: '10000', key: 'ACC', name: 'Access' }]
  return jiraThat(() => ({ status: 200, body: { fields: { project: { id } }, values } }))
}

describe('readFields', () => {
  it("tells the site's map, which projects have their own, and what can be chosen", async () => {
    expect(await ask(readFields, {}, site())).toMatchObject({
      version: 0,
      from: 'site',
      map: accFields,
      projects: [{ id: '10000', title: 'Access (ACC)', hasOwn: true }],
      source: 'jira',
      fields: expect.arrayContaining([{ id: 'customfield_10051', name: 'Access for', type: 'user' }]),
      statuses: expect.arrayContaining([expect.objectContaining({ id: '10900' })]),
    })
  })

  it("tells a project's own map, else the site's, and no status of another project", async () => {
    const told = await ask(readFields, {}, site(), '10000')
    expect(told).toMatchObject({ from: 'project', map: other, projects: [] })
    expect(JSON.stringify(told)).not.toContain('Theirs')
    expect(await ask(readFields, {}, site(), '10001')).toMatchObject({ from: 'site', map: accFields })
  })

  it('names a project that has a map and is hidden from whoever asks by its id', async () => {
    const settings = createMemorySettings({ projects: { 10000: other, 10900: other } })
    expect(await ask(readFields, {}, site({ settings }))).toMatchObject({
      projects: [{ id: '10000' }, { id: '10900', title: 'Project 10900, which you may not see', hasOwn: true }],
    })
  })

  it.each(['constructor', '__proto__'])('finds no map for a project called %s', async (projectId) => {
    const answer = await readFields.answer({ projectId }, { host: site(), accountId: 'acc-ada' })
    expect(answer).toMatchObject({ ok: false, code: 'payload-malformed' })
  })
})

describe('proposeFields', () => {
  it('finds the fields by type and name', async () => {
    expect(await ask(proposeFields, {}, site())).toMatchObject({
      proposal: { map: { principal: { field: 'customfield_10051' }, expiresAt: { field: 'customfield_10055' } } },
    })
  })
})

describe('saveFields', () => {
  it('saves the map of the site, and says so in the log', async () => {
    const host = site({ settings: createMemorySettings() })
    expect(await ask(saveFields, { version: 0, map: accFields }, host)).toEqual({ ok: true, version: 1, logged: true })
    expect((await host.settings.read()).settings.fields).toEqual(accFields)
    expect(host.audit.facts).toMatchObject([{ type: 'settings-changed', refs: { version: 1, project: null } }])
  })

  it('saves on the page of a project only the map of that project, whatever the page says', async () => {
    const host = site()
    await ask(saveFields, { version: 0, map: accFields, projectId: '10900' }, host, '10001')
    const { settings } = await host.settings.read()
    expect(settings.projects).toEqual({ 10000: other, 10001: accFields })
  })

  it('tells whoever comes second, and keeps what the first saved', async () => {
    const host = site()
    await ask(saveFields, { version: 0, map: other }, host)
    expect(await ask(saveFields, { version: 0, map: accFields }, host)).toMatchObject({ code: 'overtaken' })
    expect((await host.settings.read()).settings.fields).toEqual(other)
  })

  it.each([
    ['a map without a kind', { principal: { field: 'reporter' } }, 'map-has-faults'],
    ['an unknown part', { ...accFields, prinzipal: { field: 'reporter' } }, 'map-has-faults'],
    ['a field by its name', { ...accFields, owner: { field: 'Access owner' } }, 'map-has-faults'],
    ['a field that the site lacks', { ...accFields, owner: { field: 'customfield_99999' } }, 'field-not-on-site'],
    ['no map', 'yes', 'map-has-faults'],
  ])('refuses %s', async (_what, map, code) => {
    const host = site()
    expect(await ask(saveFields, { version: 0, map }, host)).toMatchObject({ ok: false, code })
    expect((await host.settings.read()).version).toBe(0)
  })
})

describe('removeFields', () => {
  it("takes a project's map out, so that the site's holds", async () => {
    const host = site()
    expect(await ask(removeFields, { version: 0, projectId: '10000' }, host)).toMatchObject({ ok: true })
    expect(await ask(readFields, {}, host, '10000')).toMatchObject({ from: 'site' })
  })

  it('does not take the map of the site out', async () => {
    expect(await ask(removeFields, { version: 0 }, site())).toMatchObject({ code: 'site-needs-map' })
  })
})

describe('saveSource', () => {
  it('saves what the night calls this site', async () => {
    const host = site()
    expect(await ask(saveSource, { version: 0, source: 'jira-eu' }, host)).toMatchObject({ ok: true })
    expect((await host.settings.read()).settings).toMatchObject({ source: 'jira-eu', fields: accFields })
  })
})

describe('checkFields', () => {
  it('says what each part of a real issue would be, and what the gate would say', async () => {
    const answer = await ask(checkFields, { issueKey: ' acc-1 ', map: accFields }, site())
    expect(answer).toMatchObject({
      issueKey: 'ACC-1',
      faults: [],
      parts: expect.arrayContaining([
        { part: 'kind', field: 'customfield_10050', value: 'provision' },
        { part: 'principal', field: 'customfield_10051', value: 'acc-alice' },
        { part: 'requester', field: 'reporter', value: 'acc-carol' },
        { part: 'exception', field: 'exception' },
      ]),
      verdict: { allowed: false, state: 'blocked', says: expect.stringContaining('1 approval is needed') },
    })
  })

  it('says why an issue cannot be read, part by part', async () => {
    const map = { ...accFields, kind: { field: 'customfield_10050' }, level: { field: 'customfield_12345' } }
    expect(await ask(checkFields, { issueKey: 'ACC-1', map }, site())).toMatchObject({
      parts: expect.arrayContaining([
        expect.objectContaining({ part: 'level', fault: expect.objectContaining({ code: 'field-not-on-issue' }) }),
      ]),
      faults: expect.arrayContaining([expect.objectContaining({ code: 'value-not-mapped' })]),
    })
  })

  it('does not show an issue that whoever asks may not see', async () => {
    const asUser = jiraThat(() => ({ status: 404, body: undefined }))
    const asApp = accSite()
    const answer = await ask(checkFields, { issueKey: 'ACC-1', map: accFields }, site({ asUser, asApp }))
    expect(answer).toMatchObject({ code: 'issue-not-visible' })
    expect(asApp.asked).toEqual([])
  })

  it('does not show an issue of another project on the page of a project', async () => {
    expect(await ask(checkFields, { issueKey: 'ACC-1', map: accFields }, site(), '10900')).toMatchObject({
      code: 'issue-of-other-project',
    })
  })

  it.each(['', 'ACC', '../../../etc', 'ACC-1?fields=*', 'ACC-1/properties'])(
    'takes %j for no key',
    async (issueKey) => {
      expect(await ask(checkFields, { issueKey, map: accFields }, site())).toMatchObject({
        code: 'issue-key-malformed',
      })
    },
  )

  it('stays quick where a field holds 32 KB of hostile text', async () => {
    const fields = someFields({ customfield_10056: '<script>`*_{}[]\u202e'.repeat(2000) })
    const answer = await ask(
      checkFields,
      { issueKey: 'ACC-1', map: accFields },
      site({ asApp: accSite(anIssue({ fields })) }),
    )
    expect(answer).toMatchObject({ ok: true, faults: [] })
  })
})
