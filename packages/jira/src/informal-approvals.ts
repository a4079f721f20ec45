import type { Instant } from '@ticketbound/core'
import * as v from 'valibot'
import { readJiraInstant } from './jira-time.ts'
import { toPlainText } from './plain-text.ts'
import { IssueComment } from './schema.ts'

/** Somebody said in words that they approve. */
export interface InformalApproval {
  readonly id: string
  readonly approver: string
  readonly decidedAt: Instant
}

/** Words count for nothing, so that a few of the latest are enough to show that they were seen. */
const mostTold = 50

const Comments = v.object({ comments: v.array(v.unknown()) })

const approving =
  /^(?:i )?(?:approve|approved|lgtm|looks good(?: to me)?|ok(?:ay)? to go|good to go|go ahead|\+1)(?=$|[\s.,;:!])/

/** The comments that say an approval in words, the latest last. What is no comment that can be read is left out. */
export function informalApprovals(field: unknown): readonly InformalApproval[] {
  const shaped = v.safeParse(Comments, field)
  if (!shaped.success) return []
  const told: InformalApproval[] = []
  for (const value of shaped.output.comments.slice(-1000)) {
    const comment = v.safeParse(IssueComment, value)
    if (!comment.success || !saysApproval(comment.output.body)) continue
    const { id, author, created } = comment.output
    const at = readJiraInstant(created)
    if (at.ok) told.push({ id: `comment:${id}`, approver: author.accountId, decidedAt: at.value })
  }
  return told.slice(-mostTold)
}

function saysApproval(body: unknown): boolean {
  return approving.test(toPlainText(body).slice(0, 100).toLowerCase())
}
