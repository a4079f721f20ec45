import type { Field } from '../world/field.ts'
import type { Passage } from './make-transition.ts'
import { showValue } from './show-value.ts'
import type { Site } from './site.ts'

/**
 * Jira's own fields whose changes a validator is told. A summary, a reporter or a due date that is put on the screen is
 * not among them.
 */
const toldSystemFields = ['description', 'assignee', 'resolution', 'priority', 'labels']

/**
 * What was put on the screen of a transition, as a function validator is told it: like `Get issue`, but of users only the
 * account, and lists that were emptied as `null`.
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/#modified-fields
 */
export function modifiedFields(site: Site, { original, screen }: Passage): Readonly<Record<string, unknown>> {
  const told = Object.entries(screen).flatMap(([id, value]) => {
    const field = site.world.fields.get(id)
    if (field === undefined || (!field.custom && !toldSystemFields.includes(id))) return []
    if (JSON.stringify(original.values[id] ?? null) === JSON.stringify(value)) return []
    return [[id, shown(site, field, value)] as const]
  })
  return Object.fromEntries(told)
}

function shown(site: Site, field: Field, value: unknown): unknown {
  if (value === null) return null
  if (field.type === 'user') return { accountId: value }
  if (field.type === 'users') return (value as readonly string[]).map((accountId) => ({ accountId }))
  return showValue(site, field, value)
}
