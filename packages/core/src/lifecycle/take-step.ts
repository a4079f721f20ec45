import { bad, good, type Reading } from '../fault.ts'
import { type LifecycleState, type LifecycleStep, lifecycleSteps, lifecycleTable } from './lifecycle-table.ts'

/** Takes one step: gives the state that it leads to, or says in words why it cannot be taken. */
export function takeStep(state: LifecycleState, step: LifecycleStep): Reading<LifecycleState> {
  const { called, instead, steps } = lifecycleTable[state]
  const next = steps[step]
  if (next !== undefined) return good(next)
  return bad({
    code: 'step-out-of-order',
    field: step,
    message: `${called} cannot ${lifecycleSteps[step].cannot}; ${instead}`,
    help: `what can happen to it is: ${Object.keys(steps).join(', ')}`,
  })
}
