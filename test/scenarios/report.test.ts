import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { renderReport } from '../../packages/servicenow-sync/src/report/render-report.ts'
import type { ReportModel } from '../../packages/servicenow-sync/src/report/report-model.ts'
import { attack, attackedModel } from '../../packages/servicenow-sync/src/report/testdata/attacked-model.ts'
import {
  emptyModel,
  finding,
  kind,
  nights,
  tonight,
} from '../../packages/servicenow-sync/src/report/testdata/models.ts'
import { richModel } from '../../packages/servicenow-sync/src/report/testdata/rich-model.ts'
import { findChromium, quiet } from '../browser/find-chromium.ts'
import { lowContrastsOf } from '../browser/low-contrasts.ts'

const held: ReportModel = {
  ...richModel,
  held: { reason: 'too much would change', confirm: 'ticketbound confirm run-1', discard: 'ticketbound discard run-1' },
}
const firstNight: ReportModel = { ...emptyModel, trend: nights(1), sources: richModel.sources }

const noChromium = 'the report is not looked at in a browser: install chromium, or name it in CHROMIUM'
const program = findChromium()
let browser: Browser | undefined
const folder = mkdtempSync(join(tmpdir(), 'ticketbound-report-'))

/** What a page did that a report must not do. */
interface Watched {
  readonly page: Page
  readonly misdeeds: string[]
}

async function open(model: ReportModel, scheme: 'light' | 'dark' = 'light'): Promise<Watched> {
  if (browser === undefined) throw new Error('the browser is not running')
  const file = join(folder, 'report.html')
  writeFileSync(file, renderReport(model))
  const address = pathToFileURL(file).href
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1240, height: 900 } })
  const misdeeds: string[] = []
  page.on('console', (message) => misdeeds.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => misdeeds.push(`page error: ${error.message}`))
  page.on('request', (request) => request.url() !== address && misdeeds.push(`request: ${request.url()}`))
  page.on('dialog', (dialog) => {
    misdeeds.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(address, { waitUntil: 'load' })
  return { page, misdeeds }
}

/** What an accessibility checker would complain about. */
function complaints(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const all = (selector: string): Element[] => [...document.querySelectorAll(selector)]
    const complain = (what: string, elements: Element[]): void => {
      for (const element of elements) found.push(`${what}: ${element.outerHTML.slice(0, 80)}`)
    }
    const named = (element: Element): boolean =>
      element.hasAttribute('aria-label') ||
      Boolean(document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent)
    complain('th without scope', all('th:not([scope])'))
    complain(
      'table without caption',
      all('table').filter((table) => !table.querySelector(':scope > caption')?.textContent),
    )
    complain(
      'picture without a name',
      all('svg:not([aria-hidden="true"])').filter(
        (svg) =>
          svg.getAttribute('role') !== 'img' ||
          !svg.querySelector(':scope > title') ||
          !svg.querySelector(':scope > desc') ||
          !named(svg),
      ),
    )
    complain(
      'unnamed region',
      all('section, nav, [role="region"]').filter((region) => !named(region)),
    )
    complain(
      'empty link or summary',
      all('a, summary').filter((element) => !element.textContent?.trim()),
    )
    complain(
      'details without a summary first',
      all('details').filter((details) => details.firstElementChild?.tagName !== 'SUMMARY'),
    )
    complain(
      'stray list item',
      all('li').filter((item) => !item.parentElement?.matches('ul, ol')),
    )
    complain('list with something else in it', all('ul > :not(li), ol > :not(li), dl > :not(div)'))
    const levels = all('h1, h2, h3, h4, h5, h6').map((heading) => Number(heading.tagName.slice(1)))
    if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) found.push('not exactly one h1, first')
    if (levels.some((level, index) => level > (levels[index - 1] ?? 0) + 1))
      found.push(`heading level skipped: ${levels.join('')}`)
    for (const landmark of ['body > header', 'body > main', 'body > footer', 'header nav'])
      if (all(landmark).length !== 1) found.push(`not one ${landmark}`)
    if (document.documentElement.lang !== 'en' || !document.title) found.push('no language or title')
    const ids = all('[id]').map((element) => element.id)
    if (new Set(ids).size !== ids.length) found.push('an id twice')
    return found
  })
}

/** How many findings show what stands behind their line. */
function shownFacts(page: Page): Promise<{ shown: number; all: number }> {
  return page.evaluate(() => {
    const facts = [...document.querySelectorAll('.facts')]
    return {
      shown: facts.filter((each) => each.checkVisibility() && each.getBoundingClientRect().height > 0).length,
      all: facts.length,
    }
  })
}

describe('the report in a browser', () => {
  beforeAll(async () => {
    if (program !== undefined) browser = await chromium.launch({ executablePath: program, args: [...quiet] })
    else console.warn(noChromium)
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
  })

  beforeEach((ctx) => {
    if (program !== undefined) return
    if (process.env.CI) throw new Error(noChromium)
    ctx.skip(noChromium)
  })

  it('keeps everything an attacker can write as text', async () => {
    const { page, misdeeds } = await open(attackedModel)

    const shown = await page.evaluate(() => ({
      text: document.body.textContent,
      made: document.querySelectorAll('script, img, iframe, object, form, link').length,
    }))

    expect(misdeeds).toEqual([])
    expect(shown.made).toBe(0)
    expect(shown.text.split(attack.replace('\u202e', '[U+202E]')).length).toBeGreaterThan(20)
    expect(await complaints(page)).toEqual([])
  })

  it.each([
    ['a rich night', richModel],
    ['a held night', held],
    ['a first night', firstNight],
    ['an empty night', emptyModel],
  ])('tells %s accessibly, asking nothing of the network', async (_name, model) => {
    const { page, misdeeds } = await open(model)

    expect(await complaints(page)).toEqual([])
    expect(misdeeds).toEqual([])
  })

  it.each(['light', 'dark'] as const)('has enough contrast in the %s scheme, opened and closed', async (scheme) => {
    const { page } = await open(held, scheme)
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('details')) each.open = true
    })

    const [red = 255] = await page.evaluate(
      () => getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [],
    )

    expect(scheme === 'dark' ? red < 60 : red > 240).toBe(true)
    expect(await lowContrastsOf(page)).toEqual([])
  })

  it('shows everything on paper, black on white even from a dark screen', async () => {
    const { page } = await open(richModel, 'dark')
    const before = await shownFacts(page)

    await page.emulateMedia({ media: 'print' })

    const after = await shownFacts(page)
    expect(before.shown).toBe(0)
    expect(after.shown).toBe(after.all)
    expect(after.all).toBeGreaterThan(50)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
    expect(await lowContrastsOf(page)).toEqual([])
  })

  it('is used by keyboard: skip link first, then the navigation, and a finding opens with Enter', async () => {
    const { page } = await open({ ...emptyModel, kinds: [kind()], trend: nights(2) })

    await page.keyboard.press('Tab')
    const skip = await page.evaluate(() => ({
      text: document.activeElement?.textContent,
      left: document.activeElement?.getBoundingClientRect().left,
      outline: getComputedStyle(document.activeElement ?? document.body).outlineStyle,
    }))
    await page.keyboard.press('Enter')
    await page.locator('details.finding > summary').focus()
    await page.keyboard.press('Enter')

    expect(skip).toMatchObject({ text: 'Skip to the report', outline: 'solid' })
    expect(skip.left).toBeGreaterThanOrEqual(0)
    expect(await page.evaluate(() => location.hash)).toBe('#main')
    expect(await shownFacts(page)).toEqual({ shown: 1, all: 1 })
  })

  it('leads from what changed to the finding, even behind a fold', async () => {
    const findings = Array.from({ length: 30 }, (_, index) => finding({ id: `f${index}`, firstSeen: tonight }))
    const changes = {
      ...emptyModel.changes,
      opened: findings.slice(-1),
      totals: { ...emptyModel.changes.totals, opened: 1 },
    }
    const { page } = await open({ ...emptyModel, kinds: [kind({ findings })], changes })

    await page.locator('#changes .line a').click()

    expect(await page.locator('#finding-f29').isVisible()).toBe(true)
  })

  it.each([320, 390, 768, 1240])('fits a window %i pixels wide', async (width) => {
    const { page } = await open({ ...attackedModel, run: 'x'.repeat(500) })
    await page.setViewportSize({ width, height: 800 })

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
})
