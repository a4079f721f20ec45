import type { Issue } from './schema.ts'

/** What a transition screen says of these is not what the issue will say: a comment is added to the others. */
const added: ReadonlySet<string> = new Set(['comment'])

/**
 * Lays the changes of a transition screen over the issue as it was before them. `null` empties a field; of somebody only
 * the account's id is given.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/
 */
export function overlay(issue: Issue, modifiedFields: Readonly<Record<string, unknown>>): Issue {
  const changed = Object.entries(modifiedFields).filter(([field]) => !added.has(field))
  if (changed.length === 0) return issue
  return { ...issue, fields: { ...issue.fields, ...Object.fromEntries(changed) } }
}
