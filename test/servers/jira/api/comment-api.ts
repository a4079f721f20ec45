import { demand, visibleIssue } from '../access/visible-issue.ts'
import { changeIssue } from '../engine/change-issue.ts'
import { showComment } from '../engine/show-comment.ts'
import type { Site } from '../engine/site.ts'
import { type Answer, json, refuse } from '../wire/answer.ts'
import { bodyOf, numberOf, type UserCall } from '../wire/user-call.ts'
import { isAdf } from '../world/adf.ts'
import type { Comment } from '../world/issue.ts'
import type { Route } from './route.ts'

/** Comments of an issue. */
export const commentRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/issue/{}/comment', serve: list },
  { method: 'POST', path: '/rest/api/3/issue/{}/comment', serve: add },
]

function list(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issue } = visibleIssue(site, call.account, idOrKey)
  const startAt = numberOf(call, 'startAt', 0)
  const maxResults = Math.min(numberOf(call, 'maxResults', 100, 5000), site.habits.shown.commentLimit ?? 5000)
  const order = call.query.get('orderBy') ?? 'created'
  if (!/^[+-]?created$/.test(order)) refuse(400, `The value '${order}' is not valid for 'orderBy'.`)
  const all = order.startsWith('-') ? issue.comments.toReversed() : issue.comments
  const comments = all.slice(startAt, startAt + maxResults).map((comment) => showComment(site, issue, comment))
  return json(200, { startAt, maxResults, total: issue.comments.length, comments })
}

function add(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issue, project } = visibleIssue(site, call.account, idOrKey)
  demand(site, call.account, 'ADD_COMMENTS', project, () =>
    refuse(400, [], { comment: 'You do not have the permission to comment on this issue.' }),
  )
  const { body, properties = [] } = bodyOf(call)
  if (!isAdf(body)) refuse(400, [], { comment: 'Comment body is not valid!' })
  // Jira Service Management: a comment is internal where this property says so.
  const isPublic = !(
    properties as readonly { readonly key?: unknown; readonly value?: { readonly internal?: unknown } }[]
  ).some(({ key, value }) => key === 'sd.public.comment' && value?.internal === true)
  const after = changeIssue(site, issue.key, { by: call.account, comment: body, isPublic }).issue
  return json(201, showComment(site, after, after.comments.at(-1) as Comment))
}
