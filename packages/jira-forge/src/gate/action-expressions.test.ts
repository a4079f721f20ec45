import { describe, expect, it } from 'vitest'
import { actionValidators } from './action-expressions.ts'

describe('the expressions of the action validators', () => {
  it('are one for each action, under a key of its own', () => {
    const actions = actionValidators.map(({ action }) => action)
    expect(actions).toEqual(['workItemEdited', 'workItemDeleted', 'workItemMoved', 'workItemTypeChanged'])
    expect(new Set(actionValidators.map(({ key }) => key)).size).toBe(actions.length)
  })

  it.each(actionValidators)('fit into what Jira takes: $key', ({ key, expression, errorMessage }) => {
    expect(key).toMatch(/^[a-zA-Z0-9_-]+$/)
    expect(expression.length).toBeLessThanOrEqual(1000)
    expect(expression).not.toMatch(/customfield_|\n/)
    expect(errorMessage).toMatch(/^Ticketbound: /)
  })
})
