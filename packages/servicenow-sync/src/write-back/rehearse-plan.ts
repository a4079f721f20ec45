import { TicketboundError } from '../errors.ts'
import { type Rehearsal, rehearseAction } from './rehearse-action.ts'
import type { ReadBefore } from './take-action.ts'
import type { PlannedAction, WriteBackPlan } from './write-back-plan.ts'
import type { WriteBackTarget } from './write-back-target.ts'

/** As many records as are read at one time. */
const batchSize = 50

/**
 * Finds out what a plan would write. The target is read, and nothing is written. What keeps one action from being told
 * is said of it alone; throws where the records cannot be read at all.
 */
export async function* rehearsePlan(
  { actions }: WriteBackPlan,
  target: WriteBackTarget,
  signal?: AbortSignal,
): AsyncGenerator<Rehearsal> {
  for (let at = 0; at < actions.length; at += batchSize) {
    signal?.throwIfAborted()
    const batch = actions.slice(at, at + batchSize)
    const keys = batch.filter(({ what }) => what === 'record').map(({ finding }) => finding)
    const known: ReadonlyMap<string, ReadBefore> =
      keys.length === 0 ? new Map() : await target.readRecords(keys, signal)
    for (const action of batch) yield await rehearsed(action, target, known.get(action.finding), signal)
  }
}

async function rehearsed(
  action: PlannedAction,
  target: WriteBackTarget,
  there: ReadBefore,
  signal?: AbortSignal,
): Promise<Rehearsal> {
  try {
    return await rehearseAction(action, target, there, signal)
  } catch (error) {
    if (!(error instanceof TicketboundError)) throw error
    return { action, because: `${error.message} (${error.code})` }
  }
}
