import type { Finding } from '@ticketbound/core'
import { openStore } from '../../store/sqlite/open-store.ts'
import type { Store } from '../../store/store.ts'
import { type ExecuteOptions, type Execution, executePlan } from '../execute-plan.ts'
import { planWriteBack, type WriteBackRules } from '../plan-write-back.ts'
import { openWriteBackLog, type WriteBackLog } from '../write-back-log.ts'
import type { WriteBackPlan } from '../write-back-plan.ts'
import type { WriteBackTarget } from '../write-back-target.ts'
import { memoryTarget, type Steps, stepsWithFault, type Vendor } from './memory-target.ts'

/** The night whose findings are written. */
export const night = { run: 'n-19700101T000000Z', at: 0 }

/** Everything is written: records, notes, and tasks from `high` on. */
export const allRules: WriteBackRules = {
  target: 'desk',
  minSeverity: 'low',
  notes: true,
  tasks: { minSeverity: 'high' },
  columnsOf: (record) => record,
}

/** A store beside a vendor, to write back from one to the other. */
export function openDesk(vendor: Vendor, rules: WriteBackRules = allRules) {
  const store = openStore(':memory:')
  const plan = (findings: Iterable<Finding>, given: Partial<WriteBackRules> = {}): WriteBackPlan =>
    planWriteBack(findings, (finding) => store.writeBack.entriesOf('desk', finding), { ...rules, ...given })
  const carryOut = (
    planned: WriteBackPlan,
    target: WriteBackTarget = memoryTarget(vendor),
    options: ExecuteOptions = {},
    steps: Steps = stepsWithFault(),
  ): Promise<Execution> => executePlan(planned, target, mortalLog(store, steps), { pause: async () => {}, ...options })
  return {
    store,
    rules,
    plan,
    carryOut,
    /** Writes the findings back; a fault among the steps is one of the vendor's or of the store's. */
    write: (findings: Iterable<Finding>, steps: Steps = stepsWithFault()): Promise<Execution> =>
      carryOut(plan(findings), memoryTarget(vendor, steps), {}, steps),
  }
}

/** The log, killed at its steps as the vendor is. */
function mortalLog(store: Store, steps: Steps): WriteBackLog {
  const log = openWriteBackLog(store, 'desk', night)
  return {
    intend: (actions) => steps.take(() => log.intend(actions)),
    settle: (settled) => steps.take(() => log.settle(settled)),
  }
}
