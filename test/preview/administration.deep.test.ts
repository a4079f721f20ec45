import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Pages } from './build-pages.ts'
import { catalogueText } from './house/catalogue.ts'
import { buildAppPages, type Preview, startPreview } from './start-preview.ts'
import { become, fixEnd, grant, panelOf } from './story-steps.ts'
import { inBrowser } from './testdata/in-browser.ts'

let pages: Pages
let preview: Preview
beforeAll(async () => {
  pages = await buildAppPages()
}, 120_000)
beforeEach(async () => {
  preview = await startPreview({ pages })
}, 60_000)
afterEach(() => preview.stop())

describe('administering the app in Jira', () => {
  const open = inBrowser()

  it('is for Jira administrators: the app itself refuses everybody else', async () => {
    const { page } = await open(`${preview.url}/admin`)

    await page.locator('[data-module=admin]').getByText('administrator').first().waitFor()

    expect(await page.getByText('Health of the app').count()).toBe(0)
  })

  it('tells a fault of a catalogue with its line and column, and imports what has none', async () => {
    const { page, misdeeds } = await open(`${preview.url}/admin`)
    await become(page, 'acc-mia')
    await page.getByRole('tab', { name: 'Catalogue' }).click()
    const panel = page.getByRole('tabpanel', { name: 'Catalogue' })
    const text = panel.getByRole('textbox').first()
    await text.waitFor()

    await text.fill(catalogueText.replace('owners: [acc-dave]', 'owner: acc-dave'))
    await panel.getByRole('button', { name: 'Check' }).click()
    await panel.getByRole('row').filter({ hasText: 'did you mean `owners`?' }).waitFor()
    expect(await panel.getByRole('cell', { name: 'catalogue.yaml, 7:33' }).count()).toBe(1)

    await text.fill(catalogueText.replace('owners: [acc-dave]', 'owners: [acc-dave, acc-mia]'))
    await panel.getByRole('button', { name: 'Check' }).click()
    await panel.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await panel.getByRole('cell', { name: '2', exact: true }).first().waitFor()
    expect(misdeeds).toEqual([])
  })

  it('sets for a transition what the gate asks there, which the gate then asks', async () => {
    const { blocked } = preview.house.story
    const { page, misdeeds } = await open(`${preview.url}/rules/gate`)
    await become(page, 'acc-mia')
    const config = page.frameLocator('.custom-ui')
    await config.getByLabel('New access').waitFor()

    for (const kind of ['New access', 'Changed access', 'Access taken away']) await config.getByLabel(kind).uncheck()
    await page.getByRole('button', { name: 'Save rule' }).click()
    await page.getByText('Not saved').waitFor()
    await config.getByLabel('New access').check()
    await config.getByLabel('None').check()
    await page.getByRole('button', { name: 'Save rule' }).click()
    await page.getByText('"evidence":"none"').waitFor()

    await page.goto(`${preview.url}/browse/${blocked}`)
    await become(page, 'acc-carol')
    await fixEnd(page, new Date(Date.now() + 60 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10))
    await panelOf(page).getByText('Blocked', { exact: true }).waitFor()
    await grant(page)
    await page.getByText('Status: Granting').waitFor()
    expect(misdeeds).toEqual([])
  })
})
