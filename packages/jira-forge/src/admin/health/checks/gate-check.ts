import { quote } from '@ticketbound/core'
import * as v from 'valibot'
import { bodyOf } from '../../../jira/body-of.ts'
import type { JiraClient } from '../../../jira/jira-client.ts'
import { readAs } from '../../../jira/read-as.ts'
import { fail, fine, type HealthCheck, warn } from '../health-line.ts'

const AppRule = v.object({
  id: v.string(),
  transition: v.nullish(v.object({ id: v.union([v.string(), v.number()]), name: v.nullish(v.string()) })),
})

const RulesPage = v.object({
  isLast: v.nullish(v.boolean()),
  values: v.array(
    v.object({
      workflowId: v.object({ name: v.string() }),
      validators: v.nullish(v.array(AppRule)),
      postFunctions: v.nullish(v.array(AppRule)),
    }),
  ),
})

/**
 * Whether the gate is attached to a transition, and every transition that has it keeps on record what passed. Jira gives
 * an app only its own rules.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-workflow-transition-rules/
 */
export const gateCheck: HealthCheck = {
  id: 'gate',
  title: 'Gate in workflows',
  async look({ asApp }) {
    const [gates, records] = await Promise.all([
      transitionsWith(asApp, 'validator'),
      transitionsWith(asApp, 'postfunction'),
    ])
    if (gates.size === 0) {
      return fail(
        'No transition has the gate, so nothing is stopped.',
        'Add the validator Ticketbound gate to the transition after which access is given.',
      )
    }
    const unrecorded = [...gates].filter((transition) => !records.has(transition))
    if (unrecorded.length === 0)
      return fine(`${gates.size === 1 ? 'One transition has' : `${gates.size} transitions have`} the gate.`)
    return warn(
      `The gate is there, and what passes is not recorded at ${unrecorded.map(quote).join(', ')}.`,
      'Add the post function Ticketbound record to the same transition; else what passes there is taken for gone round.',
    )
  },
}

/** Workflows with rules of the app in one page, and the most pages that are read. */
const [pageSize, mostPages] = [50, 10]

async function transitionsWith(client: JiraClient, types: 'validator' | 'postfunction'): Promise<ReadonlySet<string>> {
  const what = 'the rules of the app in workflows'
  const path = ['rest', 'api', '3', 'workflow', 'rule', 'config']
  const found = new Set<string>()
  for (let page = 0; page < mostPages; page += 1) {
    const query = { types, expand: 'transition', startAt: String(page * pageSize), maxResults: String(pageSize) }
    const answer = await client.send({ method: 'GET', path, query, what })
    const { values, isLast } = readAs(RulesPage, bodyOf(answer, what), what)
    for (const workflow of values) for (const transition of transitionsOf(workflow, types)) found.add(transition)
    // Jira may give a workflow whose rules are none of ours, so that an empty page is not yet the end.
    if (isLast !== false) break
  }
  return found
}

type WorkflowRules = v.InferOutput<typeof RulesPage>['values'][number]

function transitionsOf(
  { workflowId, validators, postFunctions }: WorkflowRules,
  types: 'validator' | 'postfunction',
): readonly string[] {
  const rules = types === 'validator' ? (validators ?? []) : (postFunctions ?? [])
  return rules.map(({ id, transition }) => `${workflowId.name}: ${transition?.name ?? transition?.id ?? id}`)
}
