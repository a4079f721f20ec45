import type { Page } from 'playwright-core'

/** Becomes somebody else, as by the list at the top of the page. */
export async function become(page: Page, accountId: string): Promise<void> {
  const list = page.getByLabel('You are')
  if ((await list.inputValue()) === accountId) return
  await Promise.all([page.waitForEvent('load'), list.selectOption(accountId)])
  await list.waitFor()
}

/** Presses the transition that has the gate. */
export async function grant(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Grant', exact: true }).click()
}

/** Waits for Jira's refusal, and gives it. */
export async function refusal(page: Page): Promise<string> {
  const banner = page.getByRole('alert').filter({ hasText: 'Jira did not do this' })
  await banner.waitFor()
  return (await banner.textContent()) ?? ''
}

/** The app's panel on an issue. */
export function panelOf(page: Page) {
  return page.locator('[data-module=issue-panel]')
}

/** Sets in the panel the day on which the access ends (`YYYY-MM-DD`), typed as a field of that language takes it. */
export async function fixEnd(page: Page, end: string): Promise<void> {
  const panel = panelOf(page)
  const [year, month, date] = end.split('-')
  await panel.getByLabel('New Last day').click()
  await page.keyboard.type(`${date}/${month}/${year}`)
  await page.keyboard.press('Enter')
  await panel.getByRole('button', { name: 'Save Last day' }).click()
  await panel.getByLabel('New Last day').waitFor({ state: 'detached' })
}

/** Approves in the panel, as whoever is at the screen. */
export async function approve(page: Page): Promise<void> {
  await panelOf(page).getByRole('button', { name: 'Approve', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Approve this request?' })
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}
