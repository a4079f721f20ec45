import { type Refusal, refuse } from '../admin-answer.ts'
import type { AdminCall } from '../admin-function.ts'
import { hasPermission } from './has-permission.ts'

/** Says whether a call may be answered; `undefined` where it may. */
export type Permit = (call: AdminCall) => Promise<Refusal | undefined>

/** Permits what concerns the whole site to Jira administrators. */
export const permitJiraAdministrators: Permit = async ({ host: { asUser } }) => {
  if (asUser === undefined) return nobodyThere
  return (await hasPermission(asUser, 'ADMINISTER')) ? undefined : notJiraAdministrator
}

/** Permits what concerns one project to its administrators. A Jira administrator without that role is none of them. */
export const permitProjectAdministrators: Permit = async ({ host: { asUser }, projectId }) => {
  if (asUser === undefined) return nobodyThere
  if (projectId === undefined) return noProject
  return (await hasPermission(asUser, 'ADMINISTER_PROJECTS', projectId)) ? undefined : notProjectAdministrator
}

/** Permits what whoever configures a workflow needs: Jira administrators, and administrators of any project. */
export const permitWorkflowAdministrators: Permit = async ({ host: { asUser }, projectId }) => {
  if (asUser === undefined) return nobodyThere
  if (await hasPermission(asUser, 'ADMINISTER')) return undefined
  return (await hasPermission(asUser, 'ADMINISTER_PROJECTS', projectId)) ? undefined : notProjectAdministrator
}

const nobodyThere = refuse(
  'nobody-there',
  'Nobody is logged in here, so nothing of the administration is shown.',
  'Log in to Jira and open the page again.',
)

const notJiraAdministrator = refuse(
  'not-jira-administrator',
  'Only Jira administrators may see and change this.',
  'Ask a Jira administrator of this site, who has the global permission Administer Jira.',
)

const noProject = refuse(
  'no-project',
  'The page did not say which project it belongs to.',
  'Open it from the settings of a project.',
)

const notProjectAdministrator = refuse(
  'not-project-administrator',
  'Only administrators of this project may see and change this.',
  'Ask an administrator of the project, who has the permission Administer Projects.',
)
