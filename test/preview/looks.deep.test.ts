import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lowContrastsOf } from '../browser/low-contrasts.ts'
import { type Preview, startPreview } from './start-preview.ts'
import { become } from './story-steps.ts'
import { complaintsOf } from './testdata/complaints.ts'
import { inBrowser } from './testdata/in-browser.ts'

let preview: Preview
beforeAll(async () => {
  preview = await startPreview()
}, 120_000)
afterAll(async () => preview?.stop())

/** Every screen of the app, and who looks at it. */
const screens = [
  ['the panel of a blocked request', '/browse/ACC-6', 'acc-carol'],
  ['the panel of an approved request', '/browse/ACC-7', 'acc-carol'],
  ['the panel as an owner sees it', '/browse/ACC-7', 'acc-dave'],
  ['an issue that asks for no access', '/browse/ACC-5', 'acc-carol'],
  ['the portal', '/portal/ACC-6', 'acc-alice'],
  ['the administration', '/admin', 'acc-mia'],
  ['the administration as somebody else meets it', '/admin', 'acc-carol'],
  ['the settings of a project', '/projects/ACC/settings', 'acc-mia'],
  ['the rule of a transition', '/rules/gate', 'acc-mia'],
] as const

/** Waits until every screen of the app on the page is drawn and has its answer. */
async function drawn(page: Page, accountId: string): Promise<void> {
  await become(page, accountId)
  await page.locator('[data-module][aria-busy=false], .custom-ui').first().waitFor()
  await page.waitForLoadState('networkidle')
}

/** How light the page's ground is, by its red. */
async function ground(page: Page): Promise<number> {
  const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  return Number(/\d+/.exec(colour)?.[0] ?? 255)
}

describe('every screen of the app', () => {
  const open = inBrowser()

  it.each(screens)('is accessible, has contrast in light and dark, and fits a narrow window: %s', async (...given) => {
    const [, path, accountId] = given
    const { page, misdeeds } = await open(`${preview.url}${path}`)
    await drawn(page, accountId)
    const complaints = await complaintsOf(page)
    const light = await lowContrastsOf(page)
    await page.setViewportSize({ width: 360, height: 800 })
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    await page.goto(`${preview.url}${path}?theme=dark`)
    await drawn(page, accountId)

    expect(complaints).toEqual([])
    expect(await ground(page)).toBeLessThan(60)
    expect({ light, dark: await lowContrastsOf(page) }).toEqual({ light: [], dark: [] })
    expect(width).toBeLessThanOrEqual(360)
    expect(misdeeds).toEqual([])
  })

  it('draws each tab of the administration', async () => {
    const { page, misdeeds } = await open(`${preview.url}/admin`)
    await drawn(page, 'acc-mia')
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      await page.waitForLoadState('networkidle')
      expect(await complaintsOf(page), (await tab.textContent()) ?? '').toEqual([])
    }
    expect(misdeeds).toEqual([])
  })
})
