import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build, type Rollup } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTransitionConfig } from '../../packages/jira-forge/src/gate/transition-config.ts'
import { inBrowser } from '../preview/testdata/in-browser.ts'

const root = join(import.meta.dirname, '../../packages/jira-forge/custom-ui/validator-config')

/** What the platform lets a page of an app do that asks for nothing more: no other host, nothing inline. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'none'; img-src 'self'"

/** Jira's side of the bridge: says where the page is shown, and keeps what it would ask when somebody presses Add. */
const bridge = `
globalThis.__bridge = {
  callBridge: async (command, data) => {
    if (command === 'getContext') return { extension: JSON.parse(decodeURIComponent(location.hash.slice(1))) }
    if (command === 'setWorkflowRuleConfigurationCallback') { globalThis.configure = data.data.onConfigure; return true }
    if (command === 'invoke') return { ok: true, isMapped: !location.search, hasCatalogue: true }
    return undefined
  },
}
`

const files = new Map<string, string | Uint8Array>()
let server: Server
let address = ''

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    root,
    base: './',
    resolve: { conditions: ['ticketbound-source', 'module', 'browser'] },
    build: { write: false },
  })
  for (const file of (built as Rollup.RollupOutput).output) {
    files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source)
  }
  const html = String(files.get('/index.html'))
  files.set('/index.html', html.replace('<head>', '<head><script src="./bridge.js"></script>'))
  files.set('/bridge.js', bridge)
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://here').pathname
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html'
    const body = files.get(path)
    const headers = { 'Content-Type': type, 'Content-Security-Policy': policy }
    response.writeHead(body === undefined ? 404 : 200, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`
})

afterAll(() => new Promise((resolve) => server.close(resolve)))

const open = inBrowser()

async function openAs(entryPoint: 'create' | 'edit' | 'view', validatorConfig?: string) {
  const watched = await open(`${address}#${encodeURIComponent(JSON.stringify({ entryPoint, validatorConfig }))}`)
  await watched.page.locator('#page:not([aria-busy])').waitFor()
  return watched
}

/** What Jira would keep if somebody pressed its button now. */
function add(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (globalThis as unknown as { configure: () => Promise<string | undefined> }).configure())
}

describe('the page that configures the gate of a transition', () => {
  it('begins with every rule and the usual approvals, and breaks no content security policy', async () => {
    const { page, misdeeds } = await openAs('create')
    expect(readTransitionConfig(await add(page))).toMatchObject({
      ok: true,
      value: { kinds: ['provision', 'change', 'deprovision'], rules: 'all', evidence: 'sealed-or-native' },
    })
    expect(misdeeds).toEqual([])
  })

  it('says at every choice in plain words what it means and what it leaves open', async () => {
    const { page } = await openAs('create')
    const preview = page.locator('#preview')
    await page.getByLabel('Changed access', { exact: true }).uncheck()
    expect(await preview.textContent()).toContain('Requests that ask for new access or take access away may pass here')
    await page.getByLabel('Every rule but some', { exact: true }).check()
    expect(await preview.textContent()).toContain('Choose the rules that need not hold here')
    await page.getByLabel('No owner', { exact: true }).check()
    expect(await preview.textContent()).toContain('Every rule must hold but `No owner`.')
    expect(await preview.textContent()).toContain('“No owner” stops nothing here.')
    await page.getByLabel('None', { exact: true }).check()
    expect(await preview.textContent()).toContain('Nobody need approve here')
    expect(readTransitionConfig(await add(page))).toMatchObject({
      value: { kinds: ['provision', 'deprovision'], rules: { without: ['owner-missing'] }, evidence: 'none' },
    })
  })

  it('says where the site is not set up yet', async () => {
    const { page } = await open(`${address}?bare#${encodeURIComponent(JSON.stringify({ entryPoint: 'create' }))}`)
    await page.getByText('No field is mapped on this site yet').waitFor()
    expect(await page.getByText('No catalogue').count()).toBe(0)
  })

  it('gives Jira nothing to keep while something is missing, and leads there', async () => {
    const { page } = await openAs('create')
    for (const kind of ['New access', 'Changed access', 'Access taken away'])
      await page.getByLabel(kind, { exact: true }).uncheck()
    expect(await add(page)).toBeUndefined()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('provision')
    expect(await page.locator('.fault').textContent()).toContain('Choose at least one kind')
  })

  it('shows what was saved, to be changed', async () => {
    const saved = {
      version: 1,
      kinds: ['provision'],
      rules: { without: ['justification-missing'] },
      evidence: 'sealed',
    }
    const { page } = await openAs('edit', JSON.stringify(saved))
    expect(await page.getByLabel('No justification', { exact: true }).isChecked()).toBe(true)
    expect(await add(page)).toBe(JSON.stringify(saved))
  })

  it('is the page of the post function, too, which asks the same again', async () => {
    const saved = { version: 1, kinds: ['change'], rules: 'all', evidence: 'sealed' }
    const place = { entryPoint: 'edit', postFunctionConfig: JSON.stringify(saved) }
    const { page } = await open(`${address}#${encodeURIComponent(JSON.stringify(place))}`)
    await page.locator('#page:not([aria-busy])').waitFor()
    expect(await add(page)).toBe(JSON.stringify(saved))
  })

  it('shows whoever only looks the plain words, and nothing to press', async () => {
    const saved = { version: 1, kinds: ['provision'], rules: 'all', evidence: 'sealed' }
    const { page } = await openAs('view', JSON.stringify(saved))
    expect(await page.locator('main').textContent()).toContain('Every rule must hold.')
    expect(await page.locator('input').count()).toBe(0)
  })

  it.each(['edit', 'view'] as const)(
    'says on the page to %s that the gate stays shut over what cannot be read',
    async (as) => {
      const { page } = await openAs(as, '{"version":1,"kinds":["<img src=x onerror=alert(1)>"]}')
      expect(await page.locator('.fault').first().textContent()).toContain('the gate stays shut here')
      expect(await page.locator('img').count()).toBe(0)
    },
  )

  it('is used by keyboard alone, and names every control and group for a screen reader', async () => {
    const { page } = await openAs('create')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await page.getByLabel('New access', { exact: true }).isChecked()).toBe(false)
    const unnamed = await page.evaluate(() => {
      const inputs = [...document.querySelectorAll('input')]
      return inputs.filter((input) => (input.labels?.[0]?.textContent ?? '') === '').length
    })
    expect(unnamed).toBe(0)
    expect(await page.getByRole('group', { name: 'Approvals that count' }).count()).toBe(1)
    expect(await page.locator('[aria-live=polite]').count()).toBe(1)
  })

  it('never scrolls sideways, however narrow the dialog is', async () => {
    const { page } = await openAs('create')
    await page.setViewportSize({ width: 360, height: 640 })
    const [width, scroll] = await page.evaluate(() => [window.innerWidth, document.documentElement.scrollWidth])
    expect(scroll).toBeLessThanOrEqual(width ?? 0)
  })
})
