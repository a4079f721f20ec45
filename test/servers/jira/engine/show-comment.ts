import type { Comment, Issue } from '../world/issue.ts'
import { stampOf } from '../world/stamps.ts'
import { showUser } from './show-user.ts'
import type { Showing } from './show-value.ts'

/** Shows a comment. */
export function showComment(showing: Showing, issue: Issue, comment: Comment): Readonly<Record<string, unknown>> {
  const author = showUser(showing, comment.by)
  return {
    self: `${showing.url}/rest/api/3/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    author,
    body: comment.body,
    updateAuthor: author,
    created: stampOf(comment.at),
    updated: stampOf(comment.at),
    jsdPublic: comment.isPublic,
  }
}
