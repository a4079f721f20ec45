import { describe, expect, it } from 'vitest'
import { lifecycleStates, lifecycleSteps, lifecycleTable } from './lifecycle-table.ts'

describe('the lifecycle table', () => {
  it.each(lifecycleStates)('says of %s what it means, in a sentence', (state) => {
    expect(lifecycleTable[state].says).toMatch(/^[A-Z].+\.$/)
  })

  it('says no two states, and no two steps, in the same words', () => {
    const states = lifecycleStates.map((state) => lifecycleTable[state].says)
    expect(new Set(states).size).toBe(states.length)
    const steps = Object.values(lifecycleSteps)
    expect(new Set(steps.map(({ cannot }) => cannot)).size).toBe(steps.length)
  })
})
