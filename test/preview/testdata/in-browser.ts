import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { findChromium, quiet } from '../../browser/find-chromium.ts'

/** A page that is looked at, and what it did that it must not do. */
export interface Watched {
  readonly page: Page
  readonly misdeeds: string[]
}

/** How the window is. */
export interface Window {
  readonly scheme?: 'light' | 'dark'
  readonly width?: number
}

/** How long a browser may take to start on a machine that does much else. */
const slowest = 60_000

const noChromium = 'the preview is not looked at in a browser: install chromium, or name it in CHROMIUM'

/**
 * Gives the tests of a file a browser. On a laptop without one they are skipped and say so; in CI they fail.
 *
 * `open` notes whatever the page asks of any other machine, writes to its console or throws.
 */
export function inBrowser(): (address: string, window?: Window) => Promise<Watched> {
  const program = findChromium()
  let browser: Browser | undefined
  beforeAll(async () => {
    if (program !== undefined) browser = await chromium.launch({ executablePath: program, args: [...quiet] })
    else console.warn(noChromium)
  }, slowest)
  afterAll(async () => browser?.close())
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
  })
  beforeEach((ctx) => {
    if (program !== undefined) return
    if (process.env.CI) throw new Error(noChromium)
    ctx.skip(noChromium)
  })
  return async (address, { scheme = 'light', width = 1280 } = {}) => {
    if (browser === undefined) throw new Error('the browser is not running')
    const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height: 900 } })
    page.setDefaultTimeout(30_000)
    const misdeeds = watch(page, new URL(address).origin)
    await page.goto(address, { waitUntil: 'load' })
    return { page, misdeeds }
  }
}

// What Jira refuses is a no that the page shows, though the browser also writes it to its console.
function watch(page: Page, origin: string): string[] {
  const misdeeds: string[] = []
  page.on('console', (message) => {
    if (!message.text().startsWith('Failed to load resource')) misdeeds.push(`console: ${message.text().slice(0, 500)}`)
  })
  page.on('pageerror', (error) => misdeeds.push(`page error: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (protocol !== 'data:' && asked !== origin) misdeeds.push(`request: ${request.url()}`)
  })
  page.on('dialog', (dialog) => {
    misdeeds.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return misdeeds
}
