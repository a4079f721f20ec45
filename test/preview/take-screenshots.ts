import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium, quiet } from '../browser/find-chromium.ts'
import { day } from './house/story.ts'
import type { Preview } from './start-preview.ts'
import { become, fixEnd, grant, panelOf, refusal } from './story-steps.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A screen that is pictured: who looks at what, and what they do before. */
interface Picture {
  readonly file: string
  readonly accountId: string
  readonly path: string
  readonly pose: (page: Page) => Promise<void>
}

/** Writes pictures of the app's screens into a folder, and gives their files. The last ones change the issue. */
export async function takeScreenshots(preview: Preview, folder: string): Promise<readonly string[]> {
  const program = findChromium()
  if (program === undefined) throw new Error('no Chromium is found: install it, or name it in CHROMIUM')
  mkdirSync(folder, { recursive: true })
  const browser = await chromium.launch({ executablePath: program, args: [...quiet] })
  try {
    const files: string[] = []
    for (const picture of picturesOf(preview)) files.push(await take(browser, preview, folder, picture))
    return files
  } finally {
    await browser.close()
  }
}

function picturesOf({ house: { story } }: Preview): readonly Picture[] {
  const end = day(Date.now() + 60 * dayMs)
  return [
    {
      file: 'jira-panel-blocked.png',
      accountId: 'acc-carol',
      path: `/browse/${story.blocked}`,
      async pose(page) {
        await grant(page)
        await refusal(page)
      },
    },
    {
      file: 'jira-panel-ready.png',
      accountId: 'acc-carol',
      path: `/browse/${story.ready}`,
      pose: drawn,
    },
    {
      file: 'jira-portal.png',
      accountId: 'acc-alice',
      path: `/portal/${story.blocked}`,
      pose: drawn,
    },
    { file: 'jira-admin.png', accountId: 'acc-mia', path: '/admin', pose: drawn },
    {
      file: 'jira-workflow-rule.png',
      accountId: 'acc-mia',
      path: '/rules/gate',
      pose: async (page) => page.frameLocator('.custom-ui').locator('h1, h2, legend').first().waitFor(),
    },
    {
      file: 'jira-approve.png',
      accountId: 'acc-bob',
      path: `/browse/${story.blocked}`,
      async pose(page) {
        await become(page, 'acc-carol')
        await fixEnd(page, end)
        await become(page, 'acc-bob')
        await panelOf(page).getByRole('button', { name: 'Approve', exact: true }).click()
        await page.getByRole('dialog').waitFor()
      },
    },
  ]
}

/** Waits until every screen of the app on the page is drawn. */
async function drawn(page: Page): Promise<void> {
  await page.locator('[data-module][aria-busy=false]').first().waitFor()
  await page.waitForLoadState('networkidle')
}

async function take(browser: Browser, { url }: Preview, folder: string, picture: Picture): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${url}${picture.path}`)
  await become(page, picture.accountId)
  await picture.pose(page)
  const path = join(folder, picture.file)
  await page.screenshot({ path, animations: 'disabled' })
  await context.close()
  return path
}
