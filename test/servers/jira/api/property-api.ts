import { demand, visibleIssue } from '../access/visible-issue.ts'
import type { Site } from '../engine/site.ts'
import { type Answer, empty, json, refuse } from '../wire/answer.ts'
import { jsonOf, type UserCall } from '../wire/user-call.ts'
import type { Route } from './route.ts'

/** Properties of an issue: anybody who may edit it may write any of them. */
export const propertyRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/issue/{}/properties', serve: list },
  { method: 'GET', path: '/rest/api/3/issue/{}/properties/{}', serve: read },
  { method: 'PUT', path: '/rest/api/3/issue/{}/properties/{}', serve: write },
  { method: 'DELETE', path: '/rest/api/3/issue/{}/properties/{}', serve: remove },
]

/** Jira: a property's value holds at most 32,768 characters. */
const longest = 32_768

function list(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issue } = visibleIssue(site, call.account, idOrKey)
  const self = `${site.url}/rest/api/3/issue/${issue.id}/properties`
  return json(200, { keys: Object.keys(issue.properties).map((key) => ({ self: `${self}/${key}`, key })) })
}

function read(site: Site, call: UserCall, [idOrKey = '', key = '']: readonly string[]): Answer {
  const { issue } = visibleIssue(site, call.account, idOrKey)
  if (!(key in issue.properties)) notThere(issue.key, key)
  return json(200, { key, value: issue.properties[key] })
}

function write(site: Site, call: UserCall, [idOrKey = '', key = '']: readonly string[]): Answer {
  const { issue, project } = visibleIssue(site, call.account, idOrKey)
  demand(site, call.account, 'EDIT_ISSUES', project, mayNotEdit)
  if (key.length > 255) refuse(400, 'The property key cannot be longer than 255 characters.')
  if (call.text.length > longest) refuse(400, 'The property value cannot be longer than 32768 characters.')
  const value = jsonOf(call)
  // Jira: a property is no field; neither the changelog nor `updated` shows that it was written.
  site.world.put({ ...issue, properties: { ...issue.properties, [key]: value } })
  return json(key in issue.properties ? 200 : 201, {})
}

function remove(site: Site, call: UserCall, [idOrKey = '', key = '']: readonly string[]): Answer {
  const { issue, project } = visibleIssue(site, call.account, idOrKey)
  demand(site, call.account, 'EDIT_ISSUES', project, mayNotEdit)
  if (!(key in issue.properties)) notThere(issue.key, key)
  const { [key]: _removed, ...properties } = issue.properties
  site.world.put({ ...issue, properties })
  return empty(204)
}

function mayNotEdit(): never {
  return refuse(403, 'You do not have permission to edit this issue.')
}

function notThere(issue: string, key: string): never {
  return refuse(404, `The property ${key} of issue ${issue} does not exist.`)
}
