import type { Page } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accessFields } from '../world/jira/fields.ts'
import type { Pages } from './build-pages.ts'
import { day } from './house/story.ts'
import { buildAppPages, type Preview, startPreview } from './start-preview.ts'
import { approve, become, fixEnd, grant, panelOf, refusal } from './story-steps.ts'
import { inBrowser } from './testdata/in-browser.ts'

const end = day(Date.now() + 60 * 24 * 60 * 60 * 1000)

let pages: Pages
let preview: Preview
beforeAll(async () => {
  pages = await buildAppPages()
}, 120_000)
beforeEach(async () => {
  preview = await startPreview({ pages })
}, 60_000)
afterEach(() => preview.stop())

function statusOf(key: string): string | undefined {
  const { world } = preview.house.jira
  return world.statuses.get(world.issue(key)?.status ?? '')?.name
}

/** Presses Tab until something of this name has the focus; gives how often, or fails after many. */
async function tabTo(page: Page, name: string): Promise<number> {
  for (let pressed = 1; pressed <= 60; pressed += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const { activeElement: element } = document
      return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
    })
    if (focused.trim() === name) return pressed
  }
  throw new Error(`the keyboard does not reach ${name}`)
}

describe('an access request in Jira', () => {
  const open = inBrowser()

  it('is blocked, put right in the panel, approved by an owner, and passes', async () => {
    const { blocked } = preview.house.story
    const { page, misdeeds } = await open(`${preview.url}/browse/${blocked}`)

    await grant(page)
    expect(await refusal(page)).toMatch(/names no end.*approval is needed/)
    expect(statusOf(blocked)).toBe('Waiting for approval')

    await fixEnd(page, end)
    await become(page, 'acc-bob')
    await approve(page)
    await panelOf(page).getByText('Ready', { exact: true }).waitFor()
    await become(page, 'acc-carol')
    await grant(page)

    await page.getByText('Status: Granting').waitFor()
    expect(statusOf(blocked)).toBe('Granting')
    expect(misdeeds).toEqual([])
  })

  it('is frozen once it is approved, and loses its approval when automation changes its end all the same', async () => {
    const { ready } = preview.house.story
    const { page, misdeeds } = await open(`${preview.url}/browse/${ready}`)
    await panelOf(page).getByText('Ready', { exact: true }).waitFor()
    const later = day(Date.now() + 90 * 24 * 60 * 60 * 1000)

    await page.getByRole('button', { name: 'Edit Access until' }).click()
    await page.getByLabel('Access until', { exact: true }).fill(later)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('this was approved as it is').first().waitFor()

    preview.house.jira.automation.edit(ready, { [accessFields.expiresAt.id]: later })
    await preview.house.jira.settled()
    await page.reload()
    await panelOf(page).getByText('Approval void', { exact: true }).waitFor()
    await grant(page)
    expect(await refusal(page)).toContain('approval')
    expect(statusOf(ready)).toBe('Waiting for approval')
    expect(misdeeds).toEqual([])
  })

  it('is approved by keyboard alone, and Escape takes nothing with it', async () => {
    const { blocked } = preview.house.story
    const { page } = await open(`${preview.url}/browse/${blocked}`)
    await fixEnd(page, end)
    await become(page, 'acc-bob')
    await panelOf(page).getByRole('button', { name: 'Approve', exact: true }).waitFor()
    const dialog = page.getByRole('dialog', { name: 'Approve this request?' })

    await tabTo(page, 'Approve')
    await page.keyboard.press('Enter')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Approve')
    expect(preview.house.jira.world.issue(blocked)?.properties.ticketbound).not.toMatchObject({ state: 'ready' })

    await page.keyboard.press('Enter')
    await dialog.waitFor()
    await tabTo(page, 'Approve')
    await page.keyboard.press('Enter')

    await panelOf(page).getByText('Ready', { exact: true }).waitFor()
    await dialog.waitFor({ state: 'detached' })
  })

  it('offers nobody a decision who may not make one, and says why', async () => {
    const { blocked } = preview.house.story
    const { page } = await open(`${preview.url}/browse/${blocked}`)

    await panelOf(page).getByText('the approval rule does not name you').waitFor()

    expect(await panelOf(page).getByRole('button', { name: 'Approve' }).count()).toBe(0)
  })

  it('tells the requester in the portal why it waits, and for whom', async () => {
    const { blocked } = preview.house.story
    const { page, misdeeds } = await open(`${preview.url}/portal/${blocked}`)
    await become(page, 'acc-alice')

    const panel = page.locator('[data-module=portal-panel]')
    await panel.getByText('The request names no end').waitFor()

    expect(await panel.getByText('Bob Berg').count()).toBeGreaterThan(0)
    expect(misdeeds).toEqual([])
  })

  it('is not shown to whom Jira does not show it', async () => {
    const { page } = await open(`${preview.url}/browse/ACC-2`)
    await become(page, 'acc-alice')

    await page.getByText('Issue does not exist or you do not have permission to see it.').waitFor()

    expect(await page.locator('[data-module]').count()).toBe(0)
  })

  it('shows as text whatever somebody wrote into its fields', async () => {
    const { blocked } = preview.house.story
    const { world } = preview.house.jira
    const issue = world.issue(blocked)
    if (issue === undefined) throw new Error('the issue is gone')
    const attack = '<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1))'
    world.put({ ...issue, values: { ...issue.values, summary: attack, [accessFields.exception.id]: attack } })

    const { page, misdeeds } = await open(`${preview.url}/browse/${blocked}`)
    await panelOf(page).getByText(attack).first().waitFor()

    expect(await page.locator('img[src=x], a[href^=javascript]').count()).toBe(0)
    expect(misdeeds).toEqual([])
  })
})
