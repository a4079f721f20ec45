import { describe, expect, it } from 'vitest'
import type { ApproverFault } from './approval-faults.ts'
import { deciderRefusals } from './decider-refusals.ts'

const faults = Object.keys(deciderRefusals) as readonly ApproverFault[]

describe('the refusal of a recertification', () => {
  it.each(faults)('goes on after the name of who decided: %s', (fault) => {
    expect(deciderRefusals[fault]).toMatch(/^(is|was|holds|answers) [a-z].*[^.]$/)
  })

  it('is for every fault another', () => {
    expect(new Set(Object.values(deciderRefusals)).size).toBe(faults.length)
  })
})
