import { refuse } from '../wire/answer.ts'
import { type AdfDoc, isAdf } from '../world/adf.ts'
import type { Field } from '../world/field.ts'
import type { Issue } from '../world/issue.ts'
import { readValue } from './read-value.ts'
import type { Site } from './site.ts'

/** The body of an edit or a transition. */
export interface ChangesBody {
  readonly fields?: Readonly<Record<string, unknown>>
  readonly update?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

/** What a client asked to change, as it will be kept. */
export interface ReadChanges {
  readonly values: Readonly<Record<string, unknown>>
  readonly comment?: AdfDoc
}

/**
 * Reads what a client asks to change. Refuses with 400 and Jira's words for each field where one cannot be set.
 * `allowed` are the ids of the fields on the screen.
 */
export function readChanges(
  site: Site,
  issue: Issue | undefined,
  body: ChangesBody,
  allowed: readonly string[],
): ReadChanges {
  const errors: Record<string, string> = {}
  const values: Record<string, unknown> = {}
  const { comment: operations, ...updates } = body.update ?? {}
  const comment = commentFrom(operations, errors)
  for (const [id, given] of Object.entries(body.fields ?? {})) {
    if (id in updates) errors[id] = `Field '${id}' cannot be set by both fields and update.`
    else set(id, () => given)
  }
  for (const [id, steps] of Object.entries(updates)) {
    if (!Array.isArray(steps)) errors[id] = 'Operations must be an array'
    else for (const step of steps) set(id, (field) => stepped(field, values[id] ?? issue?.values[id], step))
  }
  if (Object.keys(errors).length > 0) refuse(400, [], errors)
  return { values, ...(comment !== undefined && { comment }) }

  function set(id: string, given: (field: Field) => unknown): void {
    const field = site.world.fields.get(id)
    if (field === undefined || !allowed.includes(id)) {
      errors[id] = `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`
      return
    }
    const reading = readValue(site.world, field, given(field))
    if (!reading.ok) errors[id] = reading.error
    else if (id === 'summary' && reading.value === null) errors[id] = 'You must specify a summary of the issue.'
    else values[id] = reading.value
  }
}

/** What a field holds after one step of an update. Values are kept by id, and read back as they are written. */
function stepped(field: Field, now: unknown, step: Readonly<Record<string, unknown>>): unknown {
  if ('set' in step) return step.set
  const kept = (Array.isArray(now) ? now : []).map((each) => written(field, each))
  const same = (one: unknown, other: unknown): boolean => keyOf(one) === keyOf(other)
  if ('add' in step) return [...kept.filter((each) => !same(each, step.add)), step.add]
  if ('remove' in step) return kept.filter((each) => !same(each, step.remove))
  return step.edit
}

function written({ type }: Field, kept: unknown): unknown {
  if (type === 'users') return { accountId: kept }
  return type === 'options' ? { id: kept } : kept
}

function keyOf(given: unknown): string {
  if (typeof given !== 'object' || given === null) return String(given)
  const { accountId, id, value } = given as Readonly<Record<string, unknown>>
  return String(accountId ?? id ?? value)
}

function commentFrom(operations: unknown, errors: Record<string, string>): AdfDoc | undefined {
  if (operations === undefined) return undefined
  const [first] = Array.isArray(operations) ? operations : []
  const body: unknown = (first as { readonly add?: { readonly body?: unknown } } | undefined)?.add?.body
  if (isAdf(body)) return body
  errors.comment = 'Comment body is not valid!'
  return undefined
}
