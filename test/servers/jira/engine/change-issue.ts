import { issueCommented, issueUpdated } from '../events/issue-events.ts'
import type { AdfDoc } from '../world/adf.ts'
import type { Change, ChangeItem, Comment, Issue } from '../world/issue.ts'
import { sayValue } from './show-value.ts'
import type { QuietSite } from './site.ts'

/** What somebody changes at once. */
export interface Changes {
  /** An account. */
  readonly by: string
  /** By field id; `null` empties a field. */
  readonly values?: Readonly<Record<string, unknown>>
  readonly status?: string
  readonly type?: string
  readonly comment?: AdfDoc
  readonly isPublic?: boolean
}

/** Changes an issue, writes it into the changelog and says so. Gives the issue as it is now, and the entry, if any. */
export function changeIssue(
  site: QuietSite,
  key: string,
  changes: Changes,
): { readonly issue: Issue; readonly change?: Change } {
  const { world } = site
  const before = world.issues.get(key)
  if (before === undefined) throw new Error(`No issue ${key}`)
  const { issue: after, items } = changedIssue(site, before, changes)
  const comment = commentFrom(site, changes)
  if (items.length === 0 && comment === undefined) return { issue: before }
  const at = world.now()
  const change = items.length === 0 ? undefined : { id: world.nextId('change', 20_001), by: changes.by, at, items }
  const issue: Issue = {
    ...after,
    updatedAt: at,
    changes: change === undefined ? after.changes : [...after.changes, change],
    comments: comment === undefined ? after.comments : [...after.comments, comment],
  }
  world.put(issue)
  const statuses = before.status === issue.status ? [] : [before.status, issue.status]
  if (change !== undefined) issueUpdated(site, issue, change, statuses)
  if (comment !== undefined) issueCommented(site, issue, comment)
  return { issue, ...(change !== undefined && { change }) }
}

/** An issue with changes laid over it, and what the changelog would say; nothing happens. */
export function changedIssue(
  site: Pick<QuietSite, 'world'>,
  before: Issue,
  { values = {}, status, type }: Changes,
): { readonly issue: Issue; readonly items: readonly ChangeItem[] } {
  const items: ChangeItem[] = []
  const next: Record<string, unknown> = { ...before.values }
  for (const [id, value] of Object.entries(values)) {
    const field = site.world.fields.get(id)
    if (field === undefined || same(next[id] ?? null, value)) continue
    const was = sayValue(site.world, field, next[id])
    const is = sayValue(site.world, field, value)
    const fieldtype = field.custom ? 'custom' : 'jira'
    // Jira: the changelog names a field of its own by its id, and one of the site's by its name.
    const name = field.custom ? field.name : field.id
    items.push(item({ field: name, fieldId: id, fieldtype }, was, is))
    if (value === null) delete next[id]
    else next[id] = value
  }
  if (status !== undefined && status !== before.status) {
    const nameOf = (each: string) => ({ id: each, text: site.world.statuses.get(each)?.name ?? each })
    items.push(item({ field: 'status', fieldId: 'status', fieldtype: 'jira' }, nameOf(before.status), nameOf(status)))
  }
  if (type !== undefined && type !== before.type) {
    const types = site.world.project(before.project)?.issueTypes ?? []
    const nameOf = (each: string) => ({ id: each, text: types.find(({ id }) => id === each)?.name ?? each })
    items.push(item({ field: 'issuetype', fieldId: 'issuetype', fieldtype: 'jira' }, nameOf(before.type), nameOf(type)))
  }
  const issue = { ...before, values: next, status: status ?? before.status, type: type ?? before.type }
  return { issue, items }
}

type Said = ReturnType<typeof sayValue>

function item(of: Pick<ChangeItem, 'field' | 'fieldId' | 'fieldtype'>, was: Said, is: Said): ChangeItem {
  return { ...of, from: was.id, fromString: was.text, to: is.id, toString: is.text }
}

function commentFrom({ world }: QuietSite, { by, comment, isPublic = true }: Changes): Comment | undefined {
  if (comment === undefined) return undefined
  return { id: world.nextId('comment', 10_001), by, at: world.now(), body: comment, isPublic }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
