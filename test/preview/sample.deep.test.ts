import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPages } from './build-pages.ts'
import { type Listening, startServer } from './server/start-server.ts'
import { inBrowser } from './testdata/in-browser.ts'
import { sampleBackend } from './testdata/sample-backend.ts'

let preview: Listening

beforeAll(async () => {
  const native = { admin: join(import.meta.dirname, 'testdata/sample-app.tsx') }
  preview = await startServer(sampleBackend, await buildPages({ native, custom: {} }), 0)
}, 120_000)
afterAll(async () => preview?.stop())

/** What the app's handlers got, as the sample says it; read once the last line is there. */
async function heard(page: Page, last: string): Promise<readonly string[]> {
  const lines = page.locator('[data-module=admin] ul').first().locator('li')
  await lines.filter({ hasText: last }).first().waitFor()
  return lines.allTextContents()
}

describe('what the real reconciler sends', () => {
  const open = inBrowser()

  it('is drawn without a complaint, whatever the component', async () => {
    const { page, misdeeds } = await open(`${preview.url}/admin`)
    await page.getByRole('heading', { name: 'Sample' }).waitFor()

    const said = await page.locator('main').textContent()
    await page.getByText('acc-nobody').waitFor()

    for (const words of ['You are acc-alice, truly', 'The expiry is missing.', 'Nothing was asked for.', 'Fine by me.'])
      expect(said).toContain(words)
    expect(said).not.toContain('The preview cannot draw')
    for (const row of ['Bob today', 'Ann yesterday']) expect(await page.getByRole('row', { name: row }).count()).toBe(1)
    expect(await page.getByRole('figure').count()).toBe(6)
    expect(misdeeds).toEqual([])
  })

  it('gets of an event what UI Kit gives: what can be written down', async () => {
    const { page } = await open(`${preview.url}/admin`)

    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByLabel('Reason').pressSequentially('abc')
    await page.getByLabel('I read it').check()
    await page.getByLabel('Write').first().check()
    await page.getByRole('radio', { name: 'Read' }).check()
    await page.getByRole('checkbox', { name: 'Switched on' }).focus()
    await page.keyboard.press('Space')
    await page.getByLabel('Level').click()
    await page.getByRole('option', { name: 'Write' }).click()

    expect(await heard(page, 'level write')).toEqual([
      'clicked click',
      'typed abc in text',
      'checked true',
      'kinds write',
      'which read',
      'on true',
      'level write',
    ])
    expect(await page.getByLabel('Reason').inputValue()).toBe('abc')
  })

  it('offers only the days that the app allows', async () => {
    const { page } = await open(`${preview.url}/admin`)

    await page.getByLabel('Until').click()
    const outside = page.getByRole('gridcell').filter({ hasText: /^1$/ }).last()

    expect(await outside.locator('button').getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('gridcell').filter({ hasText: /^17$/ }).click()
    expect(await heard(page, 'until')).toEqual(['until 2026-03-17'])
  })

  it('submits a form only when it is whole, as `useForm` says', async () => {
    const { page } = await open(`${preview.url}/admin`)

    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByLabel('Note').fill('as agreed')
    await page.getByRole('button', { name: 'Send' }).click()

    expect(await heard(page, 'submitted')).toEqual(['submitted as agreed'])
  })

  it('names people by their accounts, and gives the app whom was picked', async () => {
    const { page } = await open(`${preview.url}/admin`)

    await page.getByLabel('Owner').click()
    await page.getByRole('option', { name: 'Bob', exact: true }).click()

    expect(await heard(page, 'picked')).toEqual(['picked acc-bob, Bob'])
  })

  it('calls the resolver as whoever is at the screen, whatever the page says', async () => {
    const { page } = await open(`${preview.url}/admin`)

    await page.getByLabel('You are').selectOption('acc-bob')
    await page.getByText('You are acc-bob').waitFor()
    await page.getByRole('button', { name: 'Invoke' }).click()

    expect(await heard(page, 'echo')).toEqual([
      'echo {"accountId":"acc-bob","functionKey":"echo","payload":{"asked":"this"}}',
    ])
  })

  it('keeps the keyboard in a dialog, and gives it back afterwards', async () => {
    const { page } = await open(`${preview.url}/admin`)

    await page.getByRole('button', { name: 'Open dialog' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Approve this?' }).waitFor()
    const inside: boolean[] = []
    for (let pressed = 0; pressed < 4; pressed += 1) {
      await page.keyboard.press('Tab')
      inside.push(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null))
    }
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    expect(inside).toEqual([true, true, true, true])
    expect(await heard(page, 'closed')).toEqual(['closed'])
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Open dialog')
  })

  it('changes tabs by the arrows', async () => {
    const { page } = await open(`${preview.url}/admin`)

    await page.getByRole('tab', { name: 'First' }).focus()
    await page.keyboard.press('ArrowRight')

    await page.getByText('In the second').waitFor()
    expect(await heard(page, 'tab')).toEqual(['tab 1'])
  })

  it.each([320, 1280])('fits a window %i pixels wide', async (width) => {
    const { page } = await open(`${preview.url}/admin`, { width })
    await page.getByRole('heading', { name: 'Sample' }).waitFor()

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
})
