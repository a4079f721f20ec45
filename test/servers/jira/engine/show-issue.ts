import type { Issue } from '../world/issue.ts'
import type { IssueType, Project } from '../world/project.ts'
import { stampOf } from '../world/stamps.ts'
import { showChange } from './show-change.ts'
import { showComment } from './show-comment.ts'
import { showStatus } from './show-status.ts'
import { showUser } from './show-user.ts'
import { type Showing, showValue } from './show-value.ts'

/** What of an issue is asked for. */
export interface Wanted {
  /** Ids; `*all`, `*navigable`, and `-id` to leave one out. Default: everything. */
  readonly fields?: readonly string[]
  readonly expand?: readonly string[]
  /** Keys of issue properties; `*all`. */
  readonly properties?: readonly string[]
  /** At most so many entries of the changelog, newest first. Jira: 100. */
  readonly changelogLimit?: number
  readonly commentLimit?: number
}

/** Jira: more than so many comments are not shown within an issue. */
const commentsShown = 20
const changesShown = 100

/** Shows an issue as `GET /rest/api/3/issue/{issueIdOrKey}` does. */
export function showIssue(showing: Showing, issue: Issue, wanted: Wanted = {}): Readonly<Record<string, unknown>> {
  const { url, world } = showing
  const ids = fieldIds(showing, issue, wanted.fields)
  const expand = wanted.expand ?? []
  const fields = Object.fromEntries(ids.map((id) => [id, showField(showing, issue, id, wanted)]))
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: `${url}/rest/api/3/issue/${issue.id}`,
    key: issue.key,
    ...(expand.includes('changelog') && { changelog: newestChanges(showing, issue, wanted) }),
    ...(expand.includes('names') && {
      names: Object.fromEntries(ids.map((id) => [id, world.fields.get(id)?.name ?? id])),
    }),
    ...(expand.includes('schema') && {
      schema: Object.fromEntries(ids.map((id) => [id, world.fields.get(id)?.schema ?? {}])),
    }),
    ...(wanted.properties !== undefined && { properties: shownProperties(issue, wanted.properties) }),
    fields,
  }
}

function newestChanges(showing: Showing, issue: Issue, { changelogLimit = changesShown }: Wanted): object {
  const histories = issue.changes.toReversed().slice(0, changelogLimit)
  return {
    startAt: 0,
    maxResults: histories.length,
    total: issue.changes.length,
    histories: histories.map((change) => showChange(showing, change)),
  }
}

function shownProperties({ properties }: Issue, keys: readonly string[]): object {
  const all = keys.includes('*all')
  return Object.fromEntries(Object.entries(properties).filter(([key]) => all || keys.includes(key)))
}

function fieldIds({ world }: Showing, issue: Issue, wanted: readonly string[] = ['*all']): readonly string[] {
  const project = world.project(issue.project)
  const all = [...world.fields.values()]
    .filter(({ id, custom }) => !custom || project?.fields.includes(id))
    .map(({ id }) => id)
  // Jira: comments belong to no navigable fields.
  const navigable = all.filter((id) => id !== 'comment')
  const named = wanted.filter((each) => !each.startsWith('-'))
  const without = wanted.filter((each) => each.startsWith('-')).map((each) => each.slice(1))
  const base = named.includes('*all') || named.length === 0 ? all : named.includes('*navigable') ? navigable : []
  return all.filter((id) => (base.includes(id) || named.includes(id)) && !without.includes(id))
}

function showField(showing: Showing, issue: Issue, id: string, wanted: Wanted): unknown {
  const { world, url } = showing
  const project = world.project(issue.project)
  const status = world.statuses.get(issue.status)
  switch (id) {
    case 'issuetype':
      return showIssueType(
        url,
        project?.issueTypes.find((type) => type.id === issue.type),
      )
    case 'project':
      return project === undefined ? null : showProjectOf(url, project)
    case 'status':
      return status === undefined ? null : showStatus(showing, status)
    case 'creator':
      return showUser(showing, issue.creator)
    case 'created':
      return stampOf(issue.createdAt)
    case 'updated':
      return stampOf(issue.updatedAt)
    case 'comment':
      return commentsOf(showing, issue, wanted)
    default: {
      const field = world.fields.get(id)
      return field === undefined ? null : showValue(showing, field, issue.values[id])
    }
  }
}

function commentsOf(showing: Showing, issue: Issue, { commentLimit = commentsShown }: Wanted): object {
  const comments = issue.comments.slice(0, commentLimit).map((comment) => showComment(showing, issue, comment))
  return {
    comments,
    self: `${showing.url}/rest/api/3/issue/${issue.id}/comment`,
    maxResults: comments.length,
    total: issue.comments.length,
    startAt: 0,
  }
}

/** Shows a kind of issue as a part of other answers. */
export function showIssueType(url: string, type: IssueType | undefined): object | null {
  if (type === undefined) return null
  return {
    self: `${url}/rest/api/3/issuetype/${type.id}`,
    id: type.id,
    description: '',
    iconUrl: `${url}/images/icons/issuetypes/${type.id}.png`,
    name: type.name,
    subtask: type.subtask,
    hierarchyLevel: type.subtask ? -1 : 0,
  }
}

/** Shows a project as a part of other answers. */
export function showProjectOf(url: string, project: Project): Readonly<Record<string, unknown>> {
  const avatar = `${url}/rest/api/3/universal_avatar/view/type/project/avatar/${project.id}`
  const avatarUrls = Object.fromEntries(
    ['48x48', '24x24', '16x16', '32x32'].map((size) => [size, `${avatar}?size=${size}`]),
  )
  return {
    self: `${url}/rest/api/3/project/${project.id}`,
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: project.kind,
    simplified: project.style === 'team-managed',
    avatarUrls,
  }
}
