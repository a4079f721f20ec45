import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from '../ask.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'

let jira: JiraEmulator
beforeEach(async () => {
  jira = await startJira()
})
afterEach(() => jira.stop())

const rules = (query: string, as = jira.appAccount) => ask(jira, `workflow/rule/config?${query}`, { as })

describe('the rules of the app on transitions', () => {
  it('are told by type, each with its transition', async () => {
    expect((await rules('types=validator')).body.values).toEqual([])
    jira.world.addRule('ACC', 'Grant', { kind: 'validator', module: 'gate', configuration: { version: 1 } })
    jira.world.addRule('OPS', 'Done', { kind: 'post-function', module: 'record' })
    const { body } = await rules('types=validator&types=postfunction&expand=transition')
    expect(body.values).toMatchObject([
      {
        workflowId: { name: 'Access requests' },
        validators: [{ key: 'gate', configuration: { value: '{"version":1}' }, transition: { id: 21, name: 'Grant' } }],
      },
      { postFunctions: [{ key: 'record', transition: { name: 'Done' } }], validators: [] },
    ])
    expect((await rules('types=validator&keys=other')).body.values).toEqual([])
    expect((await rules('types=postfunction')).body.values[0].postFunctions[0]).not.toHaveProperty('transition')
  })

  it('are for the app alone', async () => {
    expect((await rules('types=validator', 'acc-mia')).status).toBe(403)
    expect((await rules('types=gate')).status).toBe(400)
  })
})
