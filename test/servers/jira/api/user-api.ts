import { visibleIssue } from '../access/visible-issue.ts'
import { showKnownUser } from '../engine/show-user.ts'
import type { Site } from '../engine/site.ts'
import { type Answer, json, refuse } from '../wire/answer.ts'
import { numberOf, type UserCall } from '../wire/user-call.ts'
import type { Project } from '../world/project.ts'
import type { User } from '../world/user.ts'
import type { Route } from './route.ts'

/** Users: found by account, searched, and who may be assigned. */
export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/myself', serve: myself },
  { method: 'GET', path: '/rest/api/3/user', serve: read },
  { method: 'GET', path: '/rest/api/3/user/bulk', serve: readMany },
  { method: 'GET', path: '/rest/api/3/user/search', serve: search },
  { method: 'GET', path: '/rest/api/3/user/assignable/search', serve: searchAssignable },
  { method: 'GET', path: '/rest/api/3/groupuserpicker', serve: pick },
]

function myself(site: Site, call: UserCall): Answer {
  return json(200, withGroups(site, site.world.users.get(call.account) as User, call))
}

function read(site: Site, call: UserCall): Answer {
  const account = call.query.get('accountId')
  if (account === null) refuse(400, 'The query parameter accountId is required.')
  mayBrowse(site, call)
  const user = site.world.users.get(account)
  if (user === undefined) refuse(404, 'Specified user does not exist or you do not have required permissions')
  return json(200, withGroups(site, user, call))
}

/** Accounts that nobody knows are left out, without a word. */
function readMany(site: Site, call: UserCall): Answer {
  const accounts = call.query.getAll('accountId')
  if (accounts.length === 0) refuse(400, 'The query parameter accountId is required.')
  const startAt = numberOf(call, 'startAt', 0)
  const maxResults = numberOf(call, 'maxResults', 10, 200)
  const known = accounts.flatMap((account) => site.world.users.get(account) ?? [])
  const values = known.slice(startAt, startAt + maxResults).map((user) => showKnownUser(site.url, user))
  return json(200, {
    self: `${site.url}/rest/api/3/user/bulk?startAt=${startAt}&maxResults=${maxResults}`,
    maxResults,
    startAt,
    total: known.length,
    isLast: startAt + values.length >= known.length,
    values,
  })
}

function withGroups(site: Site, user: User, call: UserCall): Readonly<Record<string, unknown>> {
  const expand = call.query.get('expand')?.split(',') ?? []
  const items = user.groups.map((name) => ({
    name,
    groupId: `group-${name}`,
    self: `${site.url}/rest/api/3/group?groupId=group-${name}`,
  }))
  return {
    ...showKnownUser(site.url, user),
    locale: 'en_US',
    groups: { size: items.length, items: expand.includes('groups') ? items : [] },
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  }
}

function search(site: Site, call: UserCall): Answer {
  const { query } = call
  if (query.get('query') === null && query.get('accountId') === null) {
    refuse(400, 'The query parameter query, accountId or property is required.')
  }
  // Jira: who may not browse users finds nobody.
  if (!site.world.mayOnSite(call.account, 'USER_PICKER')) return json(200, [])
  return paged(site, call, matching(site, call))
}

function searchAssignable(site: Site, call: UserCall): Answer {
  const project = projectOf(site, call)
  const assignable = matching(site, call).filter(({ accountId }) =>
    site.world.may(accountId, 'ASSIGNABLE_USER', project),
  )
  return paged(site, call, assignable)
}

function projectOf(site: Site, call: UserCall): Project {
  const issueKey = call.query.get('issueKey') ?? call.query.get('issueId')
  if (issueKey !== null) return visibleIssue(site, call.account, issueKey).project
  const project = site.world.project(call.query.get('project') ?? '')
  return project ?? refuse(400, 'A project or an issue must be specified.')
}

function pick(site: Site, call: UserCall): Answer {
  const { world } = site
  const words = call.query.get('query') ?? ''
  const users = matching(site, call).slice(0, numberOf(call, 'maxResults', 50, 50))
  const groups = [...new Set([...world.users.values()].flatMap((user) => user.groups))].filter((name) =>
    contains(name, words),
  )
  return json(200, {
    users: {
      users: users.map((user) => ({
        accountId: user.accountId,
        accountType: user.accountType,
        name: user.displayName,
        key: user.accountId,
        html: user.displayName,
        displayName: user.displayName,
        avatarUrl: `${site.url}/avatar/${user.accountId}/24x24`,
      })),
      total: users.length,
      header: `Showing ${users.length} of ${users.length} matching users`,
    },
    groups: {
      header: `Showing ${groups.length} of ${groups.length} matching groups`,
      total: groups.length,
      groups: groups.map((name) => ({ name, html: name, labels: [], groupId: `group-${name}` })),
    },
  })
}

/** Jira: every word of the query begins a word of the name or the address; those who are gone are not found. */
function matching({ world }: Site, { query }: UserCall): readonly User[] {
  const account = query.get('accountId')
  const words = query.get('query') ?? ''
  return [...world.users.values()].filter(
    (user) =>
      user.active &&
      user.accountType !== 'app' &&
      (account === null || user.accountId === account) &&
      contains(`${user.displayName} ${user.email ?? ''}`, words),
  )
}

function contains(text: string, words: string): boolean {
  const parts = text.toLowerCase().split(/\s+/)
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => parts.some((part) => part.startsWith(word)))
}

function paged(site: Site, call: UserCall, users: readonly User[]): Answer {
  const startAt = numberOf(call, 'startAt', 0)
  const maxResults = numberOf(call, 'maxResults', 50, 1000)
  return json(
    200,
    users.slice(startAt, startAt + maxResults).map((user) => showKnownUser(site.url, user)),
  )
}

function mayBrowse({ world }: Site, { account }: UserCall): void {
  if (!world.mayOnSite(account, 'USER_PICKER')) refuse(403, 'You do not have permission to browse users.')
}
