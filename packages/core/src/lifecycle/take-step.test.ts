import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type LifecycleState,
  type LifecycleStep,
  lifecycleStates,
  lifecycleSteps,
  lifecycleTable,
} from './lifecycle-table.ts'
import { takeStep } from './take-step.ts'

const steps = Object.keys(lifecycleSteps) as readonly LifecycleStep[]

describe('takeStep', () => {
  it.each<[LifecycleState, readonly LifecycleStep[], LifecycleState]>([
    ['requested', ['approve', 'fulfil', 'see'], 'active'],
    ['requested', ['approve', 'withdraw', 'reject'], 'rejected'],
    ['requested', ['cancel', 'reopen', 'bypass'], 'fulfilled'],
    ['active', ['fall-due', 'keep', 'near-end', 'expire', 'miss'], 'removed'],
    ['active', ['fall-due', 'revoke', 'see', 'miss', 'return'], 'removal-due'],
    ['removed', ['renew', 'see'], 'active'],
    ['requested', ['remove', 'miss'], 'removed'],
  ])('leads from %s by %j to %s', (from, taken, to) => {
    let state = from
    for (const step of taken) {
      const next = takeStep(state, step)
      expect(next.ok).toBe(true)
      if (next.ok) state = next.value
    }
    expect(state).toBe(to)
  })

  it.each<[LifecycleState, LifecycleStep, string]>([
    ['expired', 'approve', 'an expired access cannot be approved; it must be removed, or asked for again'],
    ['requested', 'fulfil', 'a request that waits to be decided cannot be fulfilled; it must be decided first'],
    ['cancelled', 'approve', 'a cancelled request cannot be approved; it must be opened again'],
    ['removed', 'keep', 'a removed access cannot be kept; it must be asked for again'],
    ['approved', 'revoke', 'an approved request cannot be revoked; it must be fulfilled first'],
  ])('refuses, of what is %s, to %s it, and says why and what then', (state, step, message) => {
    expect(takeStep(state, step)).toEqual({
      ok: false,
      faults: [{ code: 'step-out-of-order', field: step, message, help: expect.stringContaining('what can happen') }],
    })
  })

  it('says of a refused step what can happen instead', () => {
    const next = takeStep('cancelled', 'keep')
    expect(next.ok ? [] : next.faults.map(({ help }) => help)).toEqual(['what can happen to it is: reopen'])
    const waiting = takeStep('requested', 'keep')
    expect(waiting.ok ? [] : waiting.faults.map(({ help }) => help)).toEqual([
      'what can happen to it is: approve, reject, cancel, bypass, remove',
    ])
  })

  it('says in words why any step is refused', () => {
    for (const state of lifecycleStates) {
      for (const step of steps) {
        const next = takeStep(state, step)
        expect(next.ok).toBe(lifecycleTable[state].steps[step] !== undefined)
        if (!next.ok) expect(next.faults[0]?.message).toMatch(/^an? [^;]+ cannot [^;]+; it [^;]+$/)
      }
    }
  })

  it('never leaves the table, whatever steps are tried from a request', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps)), (tried) => {
        let state: LifecycleState = 'requested'
        for (const step of tried) {
          const next = takeStep(state, step)
          if (next.ok) state = next.value
          expect(lifecycleStates).toContain(state)
        }
      }),
    )
  })
})

describe('the lifecycle', () => {
  it('reaches every state from a request', () => {
    const reached = new Set<LifecycleState>(['requested'])
    for (const state of reached) for (const next of Object.values(lifecycleTable[state].steps)) reached.add(next)
    expect([...reached].sort()).toEqual([...lifecycleStates].sort())
  })

  it('has a way on from every state, and no step that nothing can take', () => {
    for (const state of lifecycleStates) {
      expect(Object.values(lifecycleTable[state].steps).some((next) => next !== state)).toBe(true)
    }
    const taken = new Set(lifecycleStates.flatMap((state) => Object.keys(lifecycleTable[state].steps)))
    expect([...taken].sort()).toEqual([...steps].sort())
  })
})
