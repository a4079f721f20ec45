import { setTimeout } from 'node:timers/promises'
import pLimit from 'p-limit'
import { TicketboundError } from '../errors.ts'
import { type FailureWatch, watchFailures } from './failure-watch.ts'
import { type ReadBefore, takeAction } from './take-action.ts'
import { interrupted } from './write-back-errors.ts'
import type { WriteBackLog } from './write-back-log.ts'
import type { Settled, WriteBackOutcome } from './write-back-outcome.ts'
import type { PlannedAction, WriteBackPlan } from './write-back-plan.ts'
import type { WriteBackTarget } from './write-back-target.ts'

/** How a plan is carried out. */
export interface ExecuteOptions {
  readonly signal?: AbortSignal
  readonly onSettled?: (settled: Settled) => void
  /** Waits, in milliseconds, before something doubtful is looked at again; the vendor may still be at it. */
  readonly pause?: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** How a plan was carried out. */
export interface Execution {
  readonly settled: readonly Settled[]
  /** How many actions were not tried, and nothing was noted of them. */
  readonly left: number
  /** What ended it early: what failed several times in a row, or leaves no hope for the rest. */
  readonly stopped?: TicketboundError
}

/** What is kept, done and settled together: few enough to look at again after a kill, many enough to be quick. */
const batchSize = 50

/** How often something doubtful is tried before it is left for the next time. */
const mostAttempts = 3

const pauseMs = 2000

/**
 * Carries out a plan batch by batch: what is intended is on disk before anything is written, and what became of it
 * after. Ended anywhere, by a kill, a fault or an abort, the next plan goes on from there and writes nothing twice.
 * One action that fails does not stop the others. Aborting throws the signal's reason once what was done is kept.
 */
export async function executePlan(
  { actions }: WriteBackPlan,
  target: WriteBackTarget,
  log: WriteBackLog,
  { signal, onSettled, pause = wait }: ExecuteOptions = {},
): Promise<Execution> {
  const all: Settled[] = []
  const watch = watchFailures()
  let begun = 0
  while (begun < actions.length && watch.stopped() === undefined) {
    signal?.throwIfAborted()
    const batch = log.intend(actions.slice(begun, begun + batchSize))
    begun += batchSize
    const settled = await takeBatch(batch, target, { pause, watch, ...(signal && { signal }) })
    log.settle(settled)
    for (const each of settled) onSettled?.(each)
    all.push(...settled)
  }
  signal?.throwIfAborted()
  const stopped = watch.stopped()
  return { settled: all, left: Math.max(0, actions.length - begun), ...(stopped && { stopped }) }
}

interface Taking {
  readonly pause: NonNullable<ExecuteOptions['pause']>
  readonly watch: FailureWatch
  readonly signal?: AbortSignal
}

async function takeBatch(
  batch: readonly PlannedAction[],
  target: WriteBackTarget,
  taking: Taking,
): Promise<readonly Settled[]> {
  const known = await readTogether(batch, target, taking)
  if (known === undefined) return batch.map((action) => ({ action, outcome: { outcome: 'left' } }))
  const limit = pLimit(target.concurrency)
  const lanes = [...Map.groupBy(batch, laneOf).values()]
  const taken = lanes.map((lane) =>
    limit(async () => {
      const settled: Settled[] = []
      for (const action of lane) settled.push({ action, outcome: await settleOne(action, target, known, taking) })
      return settled
    }),
  )
  return (await Promise.all(taken)).flat()
}

/** Nothing else happens meanwhile to what one action is about: notes on one ticket follow one another. */
function laneOf({ what, finding, part }: PlannedAction): string {
  return what === 'note' ? `note ${part}` : `${what} ${finding}`
}

/** Reads the records of a batch at once; `undefined` where that says that nothing more has any hope. */
async function readTogether(
  batch: readonly PlannedAction[],
  target: WriteBackTarget,
  { watch, signal }: Taking,
): Promise<ReadonlyMap<string, ReadBefore> | undefined> {
  const keys = batch.filter(({ what }) => what === 'record').map(({ finding }) => finding)
  if (keys.length === 0) return new Map()
  try {
    return await target.readRecords(keys, signal)
  } catch (error) {
    if (signal?.aborted) return undefined
    if (!(error instanceof TicketboundError)) throw error
    watch.stop(error)
    return undefined
  }
}

async function settleOne(
  action: PlannedAction,
  target: WriteBackTarget,
  known: ReadonlyMap<string, ReadBefore>,
  { pause, watch, signal }: Taking,
): Promise<WriteBackOutcome> {
  let reached: WriteBackOutcome = { outcome: 'left' }
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    if (watch.stopped() !== undefined || signal?.aborted) return reached
    const read = attempt === 1 ? async () => known.get(action.finding) : () => readOne(action.finding, target, signal)
    reached = await tryOnce(() => takeAction(action, target, read, signal), signal)
    if (!isDoubtful(reached)) break
    if (attempt < mostAttempts) await unlessAborted(pause(pauseMs * attempt, signal), signal)
  }
  watch.note(reached)
  return reached
}

async function readOne(key: string, target: WriteBackTarget, signal?: AbortSignal): Promise<ReadBefore> {
  return (await target.readRecords([key], signal)).get(key)
}

async function tryOnce(take: () => Promise<WriteBackOutcome>, signal?: AbortSignal): Promise<WriteBackOutcome> {
  try {
    return await take()
  } catch (error) {
    // What was under way may have arrived.
    if (signal?.aborted) return { outcome: 'unknown', error: interrupted() }
    if (!(error instanceof TicketboundError)) throw error
    return { outcome: error.code === doubtful ? 'unknown' : 'failed', error }
  }
}

/** What the room for HTTP says where a writing may have happened. */
const doubtful = 'http-outcome-unknown'

function isDoubtful(reached: WriteBackOutcome): boolean {
  return reached.outcome === 'unknown' && reached.error.code === doubtful
}

async function unlessAborted(waiting: Promise<void>, signal?: AbortSignal): Promise<void> {
  try {
    await waiting
  } catch (error) {
    if (!signal?.aborted) throw error
  }
}

async function wait(ms: number, signal?: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, signal ? { signal } : {})
}
