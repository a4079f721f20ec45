import { fieldMap, teamFieldMap } from '../../world/jira/fields.ts'
import { catalogueText } from './catalogue.ts'
import { rules } from './rules.ts'
import type { House } from './start-house.ts'

const mia = { accountId: 'acc-mia' }

/**
 * Does what an administrator does after installing the app, through the functions that her pages call: brings in the
 * catalogue and says what the fields mean. Then puts the gate on a transition, as in Jira's workflow editor, and lets an
 * owner approve one of the requests.
 */
export async function setUpApp(house: Omit<House, 'stop'>): Promise<void> {
  const { jira, story } = house
  await ask(house, 'document.save', { name: 'catalogue', text: catalogueText, after: 0 })
  await ask(house, 'fields.save', { version: 0, map: fieldMap })
  await ask(house, 'fields.save', { version: 1, map: teamFieldMap, projectId: jira.world.project('OPS')?.id })
  for (const { project, transition, rule } of Object.values(rules)) jira.world.addRule(project, transition, rule)
  await approve(house, story.ready, 'acc-dave')
}

async function ask({ forge }: Pick<House, 'forge'>, key: string, payload: object): Promise<void> {
  heed(key, await forge.invokeResolver('admin-resolver', key, payload, mia))
}

async function approve({ forge }: Pick<House, 'forge'>, issueKey: string, accountId: string): Promise<void> {
  const as = { accountId, issueKey, moduleKey: 'issue-panel' }
  const drawn = heed('draw', await forge.invokeResolver('issue-resolver', 'draw', {}, as))
  const { digest } = Object(drawn.screen)
  heed('decide', await forge.invokeResolver('issue-resolver', 'decide', { decision: 'approved', digest }, as))
}

// The preview is not worth opening where its own setting up was refused.
function heed(key: string, answer: unknown): Readonly<Record<string, unknown>> {
  const { ok, message, help } = Object(answer)
  if (ok !== true) throw new Error(`the app refused \`${key}\` while it was set up: ${message} ${help}`)
  return Object(answer)
}
