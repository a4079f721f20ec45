import { maySee, visibleIssue } from '../access/visible-issue.ts'
import { showChange } from '../engine/show-change.ts'
import { showUser } from '../engine/show-user.ts'
import type { Site } from '../engine/site.ts'
import { type Answer, json, refuse } from '../wire/answer.ts'
import { bodyOf, numberOf, type UserCall } from '../wire/user-call.ts'
import type { Change, Issue } from '../world/issue.ts'
import { stampOf } from '../world/stamps.ts'
import type { Route } from './route.ts'

/** What was changed on issues. */
export const changelogRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/issue/{}/changelog', serve: list },
  { method: 'POST', path: '/rest/api/3/changelog/bulkfetch', serve: listOfMany },
]

function list(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issue } = visibleIssue(site, call.account, idOrKey)
  const startAt = numberOf(call, 'startAt', 0)
  const maxResults = Math.min(numberOf(call, 'maxResults', 100, 100), site.habits.shown.changelogLimit ?? 100)
  const values = issue.changes.slice(startAt, startAt + maxResults).map((change) => showChange(site, change))
  const total = issue.changes.length
  const end = startAt + values.length
  const self = `${site.url}/rest/api/3/issue/${issue.key}/changelog`
  const page = (at: number): string => `${self}?maxResults=${maxResults}&startAt=${at}`
  return json(200, {
    self: page(startAt),
    ...(end < total && { nextPage: page(end) }),
    maxResults,
    startAt,
    total,
    isLast: end >= total,
    values,
  })
}

/** Jira: at most so many issues in one request. */
const mostIssues = 1000

/**
 * The changelogs of many issues, page by page; a page may end within an issue.
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-changelog-bulkfetch-post
 */
function listOfMany(site: Site, call: UserCall): Answer {
  const { issueIdsOrKeys, fieldIds, maxResults = 1000, nextPageToken } = bodyOf(call)
  if (!isTexts(issueIdsOrKeys) || issueIdsOrKeys.length === 0) refuse(400, 'The field issueIdsOrKeys is required.')
  if (issueIdsOrKeys.length > mostIssues) refuse(400, `At most ${mostIssues} issues can be requested.`)
  if (fieldIds !== undefined && (!isTexts(fieldIds) || fieldIds.length > 10)) {
    refuse(400, 'At most 10 fields can be requested.')
  }
  const most = Math.min(Number(maxResults), site.habits.shown.changelogLimit ?? 10_000)
  const from = nextPageToken === undefined ? 0 : positionOf(nextPageToken)
  const all = seen(site, call.account, issueIdsOrKeys).flatMap((issue) =>
    issue.changes.filter((change) => concerns(change, fieldIds)).map((change) => ({ issue, change })),
  )
  const page = all.slice(from, from + most)
  const byIssue = Map.groupBy(page, ({ issue }) => issue.id)
  return json(200, {
    issueChangeLogs: [...byIssue].map(([issueId, entries]) => ({
      issueId,
      changeHistories: entries.map(({ change }) => ({
        id: change.id,
        author: showUser(site, change.by),
        created: toldMoment(site, change.at),
        items: change.items,
      })),
    })),
    ...(from + page.length < all.length && { nextPageToken: tokenOf(from + page.length) }),
  })
}

function toldMoment({ habits }: Site, at: number): string | number {
  if (habits.epochs === undefined) return stampOf(at)
  return habits.epochs === 'seconds' ? Math.floor(at / 1000) : at
}

function seen({ world }: Site, account: string, idsOrKeys: readonly string[]): readonly Issue[] {
  const issues = idsOrKeys.flatMap((idOrKey) => world.issue(idOrKey) ?? [])
  return [...new Set(issues)].filter((issue) => {
    const project = world.project(issue.project)
    return project !== undefined && maySee({ world }, account, project)
  })
}

function concerns({ items }: Change, fieldIds: unknown): boolean {
  return !isTexts(fieldIds) || fieldIds.length === 0 || items.some(({ fieldId }) => fieldIds.includes(fieldId))
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function tokenOf(position: number): string {
  return Buffer.from(`changes ${position}`).toString('base64url')
}

function positionOf(token: unknown): number {
  const [, position] = /^changes (\d+)$/.exec(Buffer.from(String(token), 'base64url').toString()) ?? []
  return position === undefined ? refuse(400, 'The nextPageToken is not valid.') : Number(position)
}
