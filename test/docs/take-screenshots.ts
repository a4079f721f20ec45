import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { findChromium, quiet } from '../browser/find-chromium.ts'
import { root } from './documents.ts'

const picture = join(root, 'docs/images/report.png')

/** Takes the picture of a report that README and docs show: its top, as a reader sees it first. */
async function takeScreenshots(report: string): Promise<void> {
  const program = findChromium()
  if (program === undefined) throw new Error('install chromium, or name it in CHROMIUM')
  const browser = await chromium.launch({ executablePath: program, args: [...quiet] })
  try {
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, colorScheme: 'light' })
    await page.goto(pathToFileURL(resolve(report)).href)
    await page.screenshot({ path: picture })
  } finally {
    await browser.close()
  }
}

const [report] = process.argv.slice(2)
if (report === undefined) {
  console.error('Name a report: node --conditions=ticketbound-source test/docs/take-screenshots.ts REPORT.html')
  process.exitCode = 2
} else await takeScreenshots(report)
