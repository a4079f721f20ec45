import type { JiraClient } from './jira-client.ts'
import { namesOnIssue } from './names-on-issue.ts'
import type { ReadIssue } from './read-issue.ts'
import { readNames } from './read-names.ts'

/**
 * What some accounts are called, and whoever else is on an issue: as the issue tells it, and with a client as Jira does.
 * Never rejects: names are for reading, and not worth failing for.
 */
export async function namesFor(
  accounts: Iterable<string>,
  read: ReadIssue,
  client: JiraClient | undefined,
): Promise<ReadonlyMap<string, string>> {
  const known = namesOnIssue(read)
  const unknown = [...new Set(accounts)].filter((account) => !known.has(account))
  if (unknown.length === 0 || client === undefined) return known
  try {
    return new Map([...known, ...(await readNames(client, unknown))])
  } catch {
    return known
  }
}
