import type { Site } from '../engine/site.ts'
import { refuse } from '../wire/answer.ts'
import type { Issue } from '../world/issue.ts'
import type { ProjectPermission } from '../world/permission.ts'
import type { Project } from '../world/project.ts'

/** An issue that somebody may see, and its project. */
export interface Visible {
  readonly issue: Issue
  readonly project: Project
}

/** Finds an issue for an account; refuses with 404 whether it is not there or not theirs to see. */
export function visibleIssue({ world }: Site, account: string, idOrKey: string): Visible {
  const issue = world.issue(idOrKey)
  const project = issue === undefined ? undefined : world.project(issue.project)
  if (issue === undefined || project === undefined || !maySee({ world }, account, project)) {
    refuse(404, 'Issue does not exist or you do not have permission to see it.')
  }
  return { issue, project }
}

/**
 * Whether an account may see an issue. Jira: who only asked for something, or was asked to decide, is a customer and sees
 * the request through Jira Service Management, not the issue.
 */
export function maySee({ world }: Pick<Site, 'world'>, account: string, project: Project): boolean {
  return world.may(account, 'BROWSE_PROJECTS', project)
}

/** Whether an account may see a request: with the issue, or as who asked for it or was asked to decide. */
export function maySeeRequest(
  { world }: Pick<Site, 'world'>,
  account: string,
  issue: Issue,
  project: Project,
): boolean {
  if (project.kind !== 'service_desk') return false
  if (maySee({ world }, account, project) || issue.values.reporter === account) return true
  return issue.approvals.some(({ approvers }) => approvers.some((each) => each.account === account))
}

/** Refuses where an account lacks a permission in a project. */
export function demand(
  { world }: Site,
  account: string,
  permission: ProjectPermission,
  project: Project,
  otherwise: () => never,
): void {
  if (!world.may(account, permission, project)) otherwise()
}
