import { visibleIssue } from '../access/visible-issue.ts'
import { findTransitions } from '../engine/find-transitions.ts'
import { makeTransition } from '../engine/make-transition.ts'
import type { ChangesBody } from '../engine/read-changes.ts'
import { showStatus } from '../engine/show-status.ts'
import type { Site } from '../engine/site.ts'
import { type Answer, empty, json, refuse } from '../wire/answer.ts'
import { bodyOf, listOf, type UserCall } from '../wire/user-call.ts'
import type { Status } from '../world/status.ts'
import type { Transition } from '../world/workflow.ts'
import type { Route } from './route.ts'

/** Transitions of an issue. */
export const transitionRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/issue/{}/transitions', serve: list },
  { method: 'POST', path: '/rest/api/3/issue/{}/transitions', serve: make },
]

function list(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issue, project } = visibleIssue(site, call.account, idOrKey)
  const may = site.world.may(call.account, 'TRANSITION_ISSUES', project)
  const only = call.query.get('transitionId')
  const found = may ? findTransitions(site.world, issue).filter(({ id }) => only === null || id === only) : []
  const withFields = listOf(call, 'expand')?.includes('transitions.fields') ?? false
  return json(200, {
    expand: 'transitions',
    transitions: found.map((transition) => shown(site, transition, withFields)),
  })
}

function shown(site: Site, transition: Transition, withFields: boolean): Readonly<Record<string, unknown>> {
  const { id, name, from, to, screen = [], rules } = transition
  return {
    id,
    name,
    to: showStatus(site, site.world.statuses.get(to) as Status),
    hasScreen: screen.length > 0,
    isGlobal: from === 'any',
    isInitial: false,
    isAvailable: true,
    isConditional: rules.length > 0,
    isLooped: false,
    ...(withFields && { fields: Object.fromEntries(screen.flatMap((field) => screenField(site, transition, field))) }),
  }
}

function screenField(
  { world }: Site,
  { required = [] }: Transition,
  id: string,
): readonly (readonly [string, object])[] {
  const field = world.fields.get(id)
  if (field === undefined) return []
  const allowedValues = field.options?.map(({ id: option, value }) => ({ id: option, value }))
  const { schema, name } = field
  return [
    [
      id,
      {
        required: required.includes(id),
        schema,
        name,
        key: id,
        hasDefaultValue: false,
        operations: ['set'],
        ...(allowedValues !== undefined && { allowedValues }),
      },
    ],
  ]
}

async function make(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Promise<Answer> {
  const { issue } = visibleIssue(site, call.account, idOrKey)
  const body = bodyOf(call) as ChangesBody & { readonly transition?: { readonly id?: unknown } }
  const id = body.transition?.id
  if (id === undefined) refuse(400, "Missing 'transition' identifier")
  if (!/^\d+$/.test(String(id))) refuse(400, "'transition' identifier must be an integer")
  await makeTransition(site, issue.key, { by: call.account, transition: String(id), body })
  return empty(204)
}
