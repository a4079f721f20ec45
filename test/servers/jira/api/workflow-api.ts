import type { Site } from '../engine/site.ts'
import { type Answer, json, refuse } from '../wire/answer.ts'
import { listOf, numberOf, type UserCall } from '../wire/user-call.ts'
import type { TransitionRule, Workflow } from '../world/workflow.ts'
import type { Route } from './route.ts'

/** The rules that the installed app has on transitions; nobody else may ask for them. */
export const workflowRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/workflow/rule/config', serve: rules },
]

const members = { validator: 'validators', 'post-function': 'postFunctions' } as const

function rules(site: Site, call: UserCall): Answer {
  if (call.account !== site.appAccount) refuse(403, 'Only an app can use this resource.')
  const types = listOf(call, 'types')
  if (types === undefined || types.length === 0) refuse(400, 'The types query parameter is required.')
  const unknown = types.find((type) => !['postfunction', 'condition', 'validator'].includes(type))
  if (unknown !== undefined) refuse(400, `Unknown rule type: ${unknown}`)
  const wanted = types.map((type) => type.replace('postfunction', 'post-function'))
  const withTransition = listOf(call, 'expand')?.includes('transition') ?? false
  const all = [...site.world.projects.values()]
    .map(({ workflow }) => shown(workflow, wanted, listOf(call, 'keys'), withTransition))
    .filter(({ found }) => found)
    .map(({ value }) => value)
  const startAt = numberOf(call, 'startAt', 0)
  const maxResults = numberOf(call, 'maxResults', 10, 50)
  const values = all.slice(startAt, startAt + maxResults)
  return json(200, {
    self: `${site.url}${call.path}?startAt=${startAt}&maxResults=${maxResults}`,
    maxResults,
    startAt,
    total: all.length,
    isLast: startAt + values.length >= all.length,
    values,
  })
}

function shown(
  { name, transitions }: Workflow,
  wanted: readonly string[],
  keys: readonly string[] | undefined,
  withTransition: boolean,
): { readonly found: boolean; readonly value: object } {
  const lists: { [Member in 'validators' | 'postFunctions']: object[] } = { validators: [], postFunctions: [] }
  for (const { id, name: transition, rules: on } of transitions) {
    for (const [at, rule] of on.entries()) {
      if (!wanted.includes(rule.kind) || keys?.includes(rule.module) === false) continue
      lists[members[rule.kind]].push({
        ...shownRule(rule, `${id}-${at}`),
        ...(withTransition && { transition: { id: Number(id), name: transition } }),
      })
    }
  }
  return {
    found: lists.validators.length + lists.postFunctions.length > 0,
    value: { workflowId: { name, draft: false }, ...lists, conditions: [] },
  }
}

function shownRule({ module, configuration = {} }: TransitionRule, id: string): object {
  return { id, key: module, configuration: { value: JSON.stringify(configuration), disabled: false } }
}
