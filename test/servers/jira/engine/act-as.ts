import { automationAccount } from '../../../world/jira/people.ts'
import { editable } from '../api/issue-api.ts'
import { refuse } from '../wire/answer.ts'
import { changeIssue } from './change-issue.ts'
import { makeTransition } from './make-transition.ts'
import { readChanges } from './read-changes.ts'
import type { Site } from './site.ts'

/** Fields as REST writes them. */
export type WrittenFields = Readonly<Record<string, unknown>>

/** What an automation rule does to an issue: no action validator is asked, and whoever looks sees the rule's own account. */
export interface Automation {
  edit(key: string, fields: WrittenFields): void
  /** Rejects where a validator stops it, as for anybody. */
  transition(key: string, transition: string): Promise<void>
}

/** Acts as automation rules do. */
export function createAutomation(site: Site): Automation {
  return {
    edit: (key, fields) => edit(site, key, fields, automationAccount),
    transition: async (key, transition) => {
      await makeTransition(site, key, { by: automationAccount, transition })
    },
  }
}

/** Changes many issues at once in somebody's name; the app's action validators are not asked. */
export function bulkEdit(site: Site, keys: readonly string[], fields: WrittenFields, by: string): void {
  if (!site.world.mayOnSite(by, 'BULK_CHANGE')) refuse(403, 'You do not have permission to make bulk changes.')
  for (const key of keys) edit(site, key, fields, by)
}

function edit(site: Site, key: string, fields: WrittenFields, by: string): void {
  const issue = site.world.issues.get(key)
  const project = issue === undefined ? undefined : site.world.project(issue.project)
  if (issue === undefined || project === undefined) refuse(404, 'Issue does not exist.')
  const { values } = readChanges(site, issue, { fields }, editable(project))
  changeIssue(site, key, { by, values })
}
