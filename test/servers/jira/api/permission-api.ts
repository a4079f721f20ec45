import { visibleIssue } from '../access/visible-issue.ts'
import type { Site } from '../engine/site.ts'
import { type Answer, json, refuse } from '../wire/answer.ts'
import { bodyOf, listOf, type UserCall } from '../wire/user-call.ts'
import {
  type GlobalPermission,
  globalPermissions,
  type ProjectPermission,
  projectPermissions,
} from '../world/permission.ts'
import type { Project } from '../world/project.ts'
import type { Route } from './route.ts'
import { visibleProject } from './site-api.ts'

/** What somebody may do. */
export const permissionRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/mypermissions', serve: mine },
  { method: 'POST', path: '/rest/api/3/permissions/check', serve: check },
]

function mine(site: Site, call: UserCall): Answer {
  const asked = listOf(call, 'permissions')
  if (asked === undefined || asked.length === 0) refuse(400, 'The permissions query parameter is required.')
  const unknown = asked.filter((key) => !(key in projectPermissions) && !(key in globalPermissions))
  if (unknown.length > 0) refuse(400, `Unrecognized permission: ${unknown.join(', ')}`)
  const project = projectOf(site, call)
  const permissions = asked.map((key) => [
    key,
    { ...described(key), havePermission: has(site, call.account, key, project) },
  ])
  return json(200, { permissions: Object.fromEntries(permissions) })
}

function projectOf(site: Site, { query, account }: UserCall): Project | undefined {
  const issue = query.get('issueKey') ?? query.get('issueId')
  if (issue !== null) return visibleIssue(site, account, issue).project
  const project = query.get('projectKey') ?? query.get('projectId')
  return project === null ? undefined : visibleProject(site, account, project)
}

function described(key: string): object {
  const isGlobal = key in globalPermissions
  const name = { ...globalPermissions, ...projectPermissions }[key as ProjectPermission]
  const at = Object.keys({ ...globalPermissions, ...projectPermissions }).indexOf(key)
  return { id: String(at + 1), key, name, type: isGlobal ? 'GLOBAL' : 'PROJECT', description: name }
}

/** Jira: without a project, whoever has a project's permission in any project has it. */
function has({ world }: Site, account: string, key: string, project: Project | undefined): boolean {
  if (key in globalPermissions) return world.mayOnSite(account, key as GlobalPermission)
  const among = project === undefined ? [...world.projects.values()] : [project]
  return among.some((each) => world.may(account, key as ProjectPermission, each))
}

interface AskedProjects {
  readonly permissions?: readonly string[]
  readonly projects?: readonly (number | string)[]
  readonly issues?: readonly (number | string)[]
}

function check(site: Site, call: UserCall): Answer {
  const { accountId = call.account, globalPermissions: onSite = [], projectPermissions: inProjects = [] } = bodyOf(call)
  const account = String(accountId)
  if (account !== call.account && !site.world.mayOnSite(call.account, 'ADMINISTER')) {
    refuse(403, 'You do not have permission to look up the permissions of somebody else.')
  }
  const asked = (inProjects as readonly AskedProjects[]).flatMap(({ permissions = [], ...where }) =>
    permissions.map((permission) => ({ permission, ...where })),
  )
  return json(200, {
    globalPermissions: (onSite as readonly string[]).filter((key) => has(site, account, key, undefined)),
    projectPermissions: asked.map(({ permission, projects = [], issues = [] }) => ({
      permission,
      projects: projects.map(Number).filter((id) => holds(site, account, permission, site.world.project(String(id)))),
      issues: issues
        .map(Number)
        .filter((id) =>
          holds(site, account, permission, site.world.project(site.world.issue(String(id))?.project ?? '')),
        ),
    })),
  })
}

function holds(site: Site, account: string, permission: string, project: Project | undefined): boolean {
  return project !== undefined && permission in projectPermissions && has(site, account, permission, project)
}
