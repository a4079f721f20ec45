import * as v from 'valibot'
import type { ScreenRefusal } from './issue-screen.ts'
import { refuse } from './refuse.ts'

/** Whose screen it is, and which issue is on it. */
export interface Seen {
  readonly accountId: string
  readonly issueKey: string
  readonly projectId?: string
}

const Key = v.pipe(v.string(), v.nonEmpty(), v.maxLength(255))

const IssueContext = v.object({
  accountId: Key,
  extension: v.object({
    issue: v.object({ key: Key }),
    project: v.nullish(v.object({ id: v.nullish(v.union([v.string(), v.number()])) })),
  }),
})

const PortalContext = v.object({ extension: v.object({ request: v.object({ key: Key }) }) })

/** Reads who looks at which issue from what the platform says of a call, never from what the call says itself. */
export function readSeen(context: unknown): { readonly ok: true; readonly seen: Seen } | ScreenRefusal {
  const shaped = v.safeParse(IssueContext, context)
  if (!shaped.success) return notSaid
  const { accountId, extension } = shaped.output
  const id = extension.project?.id
  const project = id === undefined || id === null ? {} : { projectId: String(id) }
  return { ok: true, seen: { accountId, issueKey: extension.issue.key, ...project } }
}

/** Reads which request the portal shows from what the platform says of a call. */
export function readRequestShown(context: unknown): { readonly ok: true; readonly issueKey: string } | ScreenRefusal {
  const shaped = v.safeParse(PortalContext, context)
  return shaped.success ? { ok: true, issueKey: shaped.output.extension.request.key } : notSaid
}

const notSaid = refuse(
  'issue-not-said',
  'Jira did not say which issue this is, or who you are.',
  'Log in, open the issue again, and try again.',
)
