import type { Page } from 'playwright-core'

/** Becomes somebody else, as by the list at the top of the page. */
export async function become(page: Page, accountId: string): Promise<void> {
  const list = page.getByLabel('You are')
  if ((await list.inputValue()) === accountId) return
  await Promise.all([page.waitForEvent('load'), list.selectOption(accountId)])
}

/** Presses the transition that has the gate, and waits for Jira's refusal. */
export async function showBlocked(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Grant', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: 'Jira did not do this' }).waitFor()
}

/** Sets in the panel the day on which the access ends (`YYYY-MM-DD`), typing it as the field says it. */
export async function fixEnd(page: Page, end: string): Promise<void> {
  await page.getByRole('region', { name: 'Ticketbound' }).waitFor()
  throw new Error(`not yet: ${end}`)
}
