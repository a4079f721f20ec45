import '../../testdata/forge-bridge.ts'
import { describe, expect, it } from 'vitest'
import { createGuardedResolver } from '../../admin/create-guarded-resolver.ts'
import { permitProjectAdministrators } from '../../admin/permission/permit.ts'
import { projectFunctions } from '../../admin/project-functions.ts'
import { accSite } from '../../admin/testdata/acc-site.ts'
import { type AdminHost, anAdminHost, jiraWith } from '../../admin/testdata/admin-host.ts'
import { createMemorySettings } from '../../testdata/memory-settings.ts'
import { renderForge, wordsOf } from '../../testdata/render-forge.ts'
import { accFields } from '../../testdata/rule-book.ts'
import { ProjectPage } from './project-page.tsx'

function open(host: AdminHost) {
  const guard = { permit: permitProjectAdministrators, hostOf: () => host }
  const resolve = createGuardedResolver(projectFunctions, guard)
  const context = { extension: { project: { id: '10000' } } }
  return renderForge(<ProjectPage />, {
    invoke: (functionKey, payload) =>
      resolve({ call: { functionKey, payload }, context }, { principal: { accountId: 'acc-ada' } }),
  })
}

const site = () => createMemorySettings({ fields: accFields, projects: {} })

describe('the settings page of a project', () => {
  it("shows the site's map where the project has none, and saves one of its own", async () => {
    const host = anAdminHost({ asApp: accSite(), settings: site() })
    const page = await open(host)
    expect(page.words()).toContain('This project has no map of its own')
    await page.fire(page.one('Select', 'part-level'), 'onChange', { value: '' })
    await page.fire(page.one('Button', 'Save the map'), 'onClick')
    await page.fire(page.one('Form'), 'onSubmit')
    const { settings } = await host.settings.read()
    expect(settings.fields).toEqual(accFields)
    expect(settings.projects['10000']).not.toHaveProperty('level')
    expect(page.words()).toContain('This project has a map of its own.')
  })

  it('removes it again once somebody has read what that means', async () => {
    const settings = createMemorySettings({ fields: accFields, projects: { 10000: accFields } })
    const page = await open(anAdminHost({ asApp: accSite(), settings }))
    await page.fire(page.one('Button', "Remove the project's map"), 'onClick')
    expect(page.words()).toContain('The map of the site holds here again.')
    await page.fire(page.one('Form'), 'onSubmit')
    expect((await settings.read()).settings.projects).toEqual({})
  })

  it('shows nothing of it to others, and nothing of the site', async () => {
    const page = await open(anAdminHost({ asUser: jiraWith('ADMINISTER') }))
    expect(page.one('EmptyState').props.header).toBe('Only administrators of this project may see and change this.')
    expect(page.all('Button').map(wordsOf)).toEqual([])
  })
})
