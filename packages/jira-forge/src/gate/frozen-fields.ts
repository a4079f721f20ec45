import { type FieldMap, sourceOf } from '@ticketbound/jira'

/** The material parts of a request, those first whose change would give somebody more than was approved. */
const parts = ['entitlement', 'principal', 'level', 'expiresAt', 'owner', 'kind', 'requester'] as const

/** Jira: an expression may load ten things that it does not have at hand, and each field is loaded before and after. */
const mostCustomFields = 4

/** System fields as expressions call them. */
const systemNames: ReadonlyMap<string, string> = new Map([
  ['reporter', 'reporter'],
  ['assignee', 'assignee'],
  ['duedate', 'dueDate'],
  ['summary', 'summary'],
])

/**
 * The fields that stay as they are once they were approved, as Jira expressions call them: the expressions of the manifest
 * are the same on every site, so that each issue's property names its fields. There are only so many; what is not among
 * them can be edited, and voids the approval.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/jira-expressions/#expensive-operations
 */
export function frozenFields(map: FieldMap): readonly string[] {
  const named = parts.flatMap((part) => {
    const source = sourceOf(part, map)
    return source && 'field' in source ? [source.field] : []
  })
  const ids = [...new Set(named)]
  const custom = ids.filter((id) => /^customfield_\d+$/.test(id)).slice(0, mostCustomFields)
  return [...custom, ...ids.flatMap((id) => systemNames.get(id) ?? [])]
}
