import { issueUpdated } from '../events/issue-events.ts'
import { refuse } from '../wire/answer.ts'
import type { Change, ChangeItem, Issue } from '../world/issue.ts'
import type { Project } from '../world/project.ts'
import { allowAction } from './allow-action.ts'
import { createIssue } from './create-issue.ts'
import type { Site } from './site.ts'

/** Who moves which issue where. */
export interface Move {
  readonly by: string
  /** The key of the project. */
  readonly to: string
}

/**
 * Moves an issue to another project: it keeps its id, its properties and its history, gets a new key, the first kind of
 * issue and the first status there, and is still found by its old key. The app's validators are asked about the move and
 * the change of type.
 */
export function moveIssue(site: Site, key: string, { by, to }: Move): Issue {
  const { world } = site
  const issue = world.issue(key)
  const from = issue === undefined ? undefined : world.project(issue.project)
  const project = world.project(to)
  if (issue === undefined || from === undefined || project === undefined) refuse(404, 'Issue does not exist.')
  if (!world.may(by, 'MOVE_ISSUES', from) || !world.may(by, 'CREATE_ISSUES', project)) {
    refuse(403, 'You do not have permission to move this issue.')
  }
  const moved = movedIssue(site, issue, project, by)
  allowAction(site, { action: 'workItemMoved', by, issue, proposed: moved })
  if (moved.type !== issue.type) allowAction(site, { action: 'workItemTypeChanged', by, issue, proposed: moved })
  world.rename(issue, moved)
  issueUpdated(site, moved, moved.changes.at(-1) as Change, [issue.status, moved.status])
  return moved
}

function movedIssue({ world }: Site, issue: Issue, project: Project, by: string): Issue {
  const { issueTypes, workflow } = project
  const at = world.now()
  const key = `${project.key}-${world.nextId(project.key, 1)}`
  const from = world.project(issue.project)
  const nameOf = (status: string): string | null => world.statuses.get(status)?.name ?? null
  const items = [
    item('project', [issue.project, from?.name ?? null], [project.id, project.name]),
    item('Key', [null, issue.key], [null, key]),
    item('status', [issue.status, nameOf(issue.status)], [workflow.initial, nameOf(workflow.initial)]),
  ]
  const change: Change = { id: world.nextId('change', 20_001), by, at, items }
  return {
    ...issue,
    key,
    project: project.id,
    type: issueTypes[0]?.id ?? '',
    status: workflow.initial,
    updatedAt: at,
    changes: [...issue.changes, change],
  }
}

type Said = readonly [id: string | null, text: string | null]

function item(field: string, [from, fromString]: Said, [to, toText]: Said): ChangeItem {
  return { field, fieldId: field.toLowerCase(), fieldtype: 'jira', from, fromString, to, toString: toText }
}

/** Clones an issue: a new one with the same fields, and none of its properties, comments, approvals or history. */
export function cloneIssue(site: Site, key: string, by: string): Issue {
  const issue = site.world.issue(key)
  const project = issue === undefined ? undefined : site.world.project(issue.project)
  if (issue === undefined || project === undefined) refuse(404, 'Issue does not exist.')
  if (!site.world.may(by, 'CREATE_ISSUES', project)) refuse(403, 'You do not have permission to create issues.')
  allowAction(site, { action: 'workItemCloned', by, issue, proposed: issue })
  const values = { ...issue.values, summary: `CLONE - ${String(issue.values.summary)}`, reporter: by }
  return createIssue(site, { by, project, type: issue.type, values })
}
