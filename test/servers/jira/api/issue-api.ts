import { demand, maySee, visibleIssue } from '../access/visible-issue.ts'
import { allowAction } from '../engine/allow-action.ts'
import { changedIssue, changeIssue } from '../engine/change-issue.ts'
import { createIssue } from '../engine/create-issue.ts'
import { editMeta } from '../engine/edit-meta.ts'
import { type ChangesBody, readChanges } from '../engine/read-changes.ts'
import { showIssue } from '../engine/show-issue.ts'
import type { Site } from '../engine/site.ts'
import { issueDeleted } from '../events/issue-events.ts'
import { type Answer, empty, json, refuse } from '../wire/answer.ts'
import { bodyOf, listOf, type UserCall } from '../wire/user-call.ts'
import type { Issue } from '../world/issue.ts'
import type { Project } from '../world/project.ts'
import type { Route } from './route.ts'

/** Issues: made, read, edited, deleted. */
export const issueRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/issue', serve: create },
  { method: 'POST', path: '/rest/api/3/issue/bulkfetch', serve: readMany },
  { method: 'GET', path: '/rest/api/3/issue/{}', serve: read },
  { method: 'GET', path: '/rest/api/3/issue/{}/editmeta', serve: readEditMeta },
  { method: 'PUT', path: '/rest/api/3/issue/{}', serve: edit },
  { method: 'DELETE', path: '/rest/api/3/issue/{}', serve: remove },
]

/** Jira's own fields that may be written where the screens of a project do not say otherwise. */
const editableSystemFields = ['summary', 'description', 'reporter', 'assignee', 'priority', 'duedate', 'labels']

function read(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issue, project } = visibleIssue(site, call.account, idOrKey)
  const fields = listOf(call, 'fields')
  const properties = listOf(call, 'properties')
  const wanted = {
    expand: listOf(call, 'expand') ?? [],
    ...(fields !== undefined && { fields }),
    ...(properties !== undefined && { properties }),
    ...site.habits.shown,
  }
  const shown = showIssue(site, issue, wanted)
  if (!wanted.expand.includes('editmeta')) return json(200, shown)
  return json(200, { ...shown, editmeta: editMeta(site, call.account, project, editable(project)) })
}

function readEditMeta(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { project } = visibleIssue(site, call.account, idOrKey)
  return json(200, editMeta(site, call.account, project, editable(project)))
}

/** Jira: at most so many issues at once, each with at most so many entries of its changelog. */
const mostAtOnce = 100
const changesAtOnce = 40

/** Issues that are not there or not theirs to see are left out, without a word. */
function readMany(site: Site, call: UserCall): Answer {
  const { issueIdsOrKeys, fields, properties, expand = [] } = bodyOf(call)
  if (!Array.isArray(issueIdsOrKeys) || issueIdsOrKeys.length === 0)
    refuse(400, 'The field issueIdsOrKeys is required.')
  if (issueIdsOrKeys.length > mostAtOnce) refuse(400, `At most ${mostAtOnce} issues can be requested.`)
  const wanted = {
    fields: (fields as readonly string[] | undefined) ?? ['*navigable'],
    expand: expand as readonly string[],
    ...(properties !== undefined && { properties: properties as readonly string[] }),
    changelogLimit: changesAtOnce,
    ...site.habits.shown,
  }
  const found = [...new Set(issueIdsOrKeys.map(String).flatMap((idOrKey) => site.world.issue(idOrKey) ?? []))]
  const seen = found.filter((issue) => {
    const project = site.world.project(issue.project)
    return project !== undefined && maySee(site, call.account, project)
  })
  return json(200, { issues: seen.map((issue) => showIssue(site, issue, wanted)), issueErrors: [] })
}

function create(site: Site, call: UserCall): Answer {
  const body = bodyOf(call) as ChangesBody & { readonly properties?: readonly { key: string; value: unknown }[] }
  const { project: inProject, issuetype, ...fields } = body.fields ?? {}
  const project = projectOf(site, inProject)
  if (project === undefined || !site.world.may(call.account, 'CREATE_ISSUES', project)) {
    refuse(400, [], { project: 'valid project is required' })
  }
  const type = typeOf(project, issuetype)
  if (type === undefined) refuse(400, [], { issuetype: 'Specify a valid issue type' })
  const { values } = readChanges(site, undefined, { ...body, fields }, editable(project))
  if (values.summary == null) refuse(400, [], { summary: 'You must specify a summary of the issue.' })
  const properties = Object.fromEntries((body.properties ?? []).map(({ key, value }) => [key, value]))
  const { id, key } = createIssue(site, { by: call.account, project, type, values, properties })
  return json(201, { id, key, self: `${site.url}/rest/api/3/issue/${id}` })
}

function edit(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issue, project } = visibleIssue(site, call.account, idOrKey)
  demand(site, call.account, 'EDIT_ISSUES', project, () =>
    refuse(400, 'You do not have permission to edit issues in this project.'),
  )
  const body = bodyOf(call) as ChangesBody
  const { issuetype, ...fields } = body.fields ?? {}
  const { values, comment } = readChanges(site, issue, { ...body, fields }, editable(project))
  const type = issuetype === undefined ? issue.type : typeOf(project, issuetype)
  if (type === undefined) refuse(400, [], { issuetype: 'Specify a valid issue type' })
  refuseReporter(site, call.account, project, values)
  const changes = { by: call.account, values, type, ...(comment !== undefined && { comment }) }
  const proposed = changedIssue(site, issue, changes).issue
  for (const action of actionsOf(issue, proposed)) allowAction(site, { action, by: call.account, issue, proposed })
  const after = changeIssue(site, issue.key, changes).issue
  return call.query.get('returnIssue') === 'true' ? json(200, showIssue(site, after)) : empty(204)
}

/** Which of the actions that an app may be asked about an edit is. */
function actionsOf(before: Issue, after: Issue): readonly string[] {
  const changed = [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])].filter(
    (id) => JSON.stringify(before.values[id]) !== JSON.stringify(after.values[id]),
  )
  return [
    ...(before.type === after.type ? [] : ['workItemTypeChanged']),
    ...(changed.includes('assignee') ? ['workItemAssigned'] : []),
    ...(changed.some((id) => id !== 'assignee') ? ['workItemEdited'] : []),
  ]
}

function remove(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issue, project } = visibleIssue(site, call.account, idOrKey)
  demand(site, call.account, 'DELETE_ISSUES', project, () =>
    refuse(403, 'You do not have permission to delete issues in this project.'),
  )
  allowAction(site, { action: 'workItemDeleted', by: call.account, issue, proposed: issue })
  site.world.remove(issue)
  issueDeleted(site, issue, call.account)
  return empty(204)
}

/** The fields that may be written on the issues of a project. */
export function editable(project: Project): readonly string[] {
  return [...editableSystemFields, ...project.fields]
}

function refuseReporter(
  { world }: Site,
  account: string,
  project: Project,
  values: Readonly<Record<string, unknown>>,
): void {
  if (!('reporter' in values) || world.may(account, 'MODIFY_REPORTER', project)) return
  refuse(400, [], { reporter: "Field 'reporter' cannot be set. It is not on the appropriate screen, or unknown." })
}

function projectOf({ world }: Site, given: unknown): Project | undefined {
  const { id, key } = (given ?? {}) as { readonly id?: unknown; readonly key?: unknown }
  return world.project(String(id ?? key ?? ''))
}

function typeOf(project: Project, given: unknown): string | undefined {
  const { id, name } = (given ?? {}) as { readonly id?: unknown; readonly name?: unknown }
  return project.issueTypes.find((type) => (id === undefined ? type.name === name : type.id === id))?.id
}
