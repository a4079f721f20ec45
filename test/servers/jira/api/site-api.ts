import { showIssueType, showProjectOf } from '../engine/show-issue.ts'
import { showStatus } from '../engine/show-status.ts'
import { showUser } from '../engine/show-user.ts'
import type { Site } from '../engine/site.ts'
import { type Answer, json, refuse } from '../wire/answer.ts'
import { listOf, numberOf, type UserCall } from '../wire/user-call.ts'
import type { Field } from '../world/field.ts'
import type { Project } from '../world/project.ts'
import { stampOf } from '../world/stamps.ts'
import { type Status, statusCategories } from '../world/status.ts'
import type { Route } from './route.ts'

/** What a site is made of: fields, statuses, projects. */
export const siteRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/serverInfo', serve: serverInfo },
  { method: 'GET', path: '/rest/api/3/field', serve: fields },
  { method: 'GET', path: '/rest/api/3/status', serve: statuses },
  { method: 'GET', path: '/rest/api/3/status/{}', serve: status },
  { method: 'GET', path: '/rest/api/3/statuses', serve: statusesById },
  { method: 'GET', path: '/rest/api/3/project/search', serve: projects },
  { method: 'GET', path: '/rest/api/3/project/{}', serve: project },
  { method: 'GET', path: '/rest/api/3/project/{}/statuses', serve: projectStatuses },
]

function serverInfo(site: Site): Answer {
  return json(200, {
    baseUrl: site.url,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_000,
    buildDate: '2026-01-01T00:00:00.000+0000',
    serverTime: stampOf(site.world.now()),
    scmInfo: 'emulated',
    serverTitle: 'Jira',
  })
}

function fields({ world }: Site): Answer {
  return json(200, [...world.fields.values()].map(shownField))
}

function shownField({ id, name, custom, schema, type }: Field): object {
  const number = /^customfield_(\d+)$/.exec(id)?.[1]
  return {
    id,
    key: id,
    name,
    custom,
    orderable: type !== 'fixed',
    navigable: id !== 'comment',
    searchable: true,
    clauseNames: number === undefined ? [id] : [`cf[${number}]`, name],
    schema,
  }
}

function statuses(site: Site): Answer {
  return json(
    200,
    [...site.world.statuses.values()].map((each) => showStatus(site, each)),
  )
}

function status(site: Site, _call: UserCall, [idOrName = '']: readonly string[]): Answer {
  const { statuses: all } = site.world
  const found = all.get(idOrName) ?? [...all.values()].find(({ name }) => name === idOrName)
  return found === undefined ? refuse(404, `The status ${idOrName} was not found.`) : json(200, showStatus(site, found))
}

function statusesById(site: Site, call: UserCall): Answer {
  const ids = listOf(call, 'id')
  if (ids === undefined || ids.length === 0 || ids.length > 50) refuse(400, 'Between 1 and 50 ids must be provided.')
  const found = ids.flatMap((id) => site.world.statuses.get(id) ?? [])
  return json(
    200,
    found.map((each) => ({
      id: each.id,
      name: each.name,
      statusCategory: statusCategories[each.category].constant,
      scope: { type: 'GLOBAL' },
      description: '',
    })),
  )
}

function projects(site: Site, call: UserCall): Answer {
  const keys = listOf(call, 'keys')
  const seen = [...site.world.projects.values()].filter(
    (each) => maySee(site, call.account, each) && (keys === undefined || keys.includes(each.key)),
  )
  const startAt = numberOf(call, 'startAt', 0)
  const maxResults = numberOf(call, 'maxResults', 50, 100)
  const values = seen.slice(startAt, startAt + maxResults).map((each) => shownProject(site, each))
  return json(200, {
    self: `${site.url}/rest/api/3/project/search?maxResults=${maxResults}&startAt=${startAt}`,
    maxResults,
    startAt,
    total: seen.length,
    isLast: startAt + values.length >= seen.length,
    values,
  })
}

function project(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  return json(200, shownProject(site, visibleProject(site, call.account, idOrKey)))
}

function shownProject(site: Site, each: Project): object {
  return {
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    ...showProjectOf(site.url, each),
    description: '',
    lead: showUser(site, each.lead),
    components: [],
    issueTypes: each.issueTypes.map((type) => showIssueType(site.url, type)),
    assigneeType: 'UNASSIGNED',
    versions: [],
    roles: {},
    style: each.style === 'team-managed' ? 'next-gen' : 'classic',
    isPrivate: false,
    properties: {},
  }
}

function projectStatuses(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issueTypes, workflow } = visibleProject(site, call.account, idOrKey)
  const known = workflow.statuses.map((id) => showStatus(site, site.world.statuses.get(id) as Status))
  return json(
    200,
    issueTypes.map(({ id, name, subtask }) => ({
      self: `${site.url}/rest/api/3/issuetype/${id}`,
      id,
      name,
      subtask,
      statuses: known,
    })),
  )
}

/** Finds a project for an account; refuses with 404 whether it is not there or not theirs to see. */
export function visibleProject(site: Site, account: string, idOrKey: string): Project {
  const found = site.world.project(idOrKey)
  if (found !== undefined && maySee(site, account, found)) return found
  return refuse(404, `No project could be found with key '${idOrKey}'.`)
}

function maySee({ world }: Site, account: string, each: Project): boolean {
  return (
    world.may(account, 'BROWSE_PROJECTS', each) ||
    world.may(account, 'ADMINISTER_PROJECTS', each) ||
    world.mayOnSite(account, 'ADMINISTER')
  )
}
