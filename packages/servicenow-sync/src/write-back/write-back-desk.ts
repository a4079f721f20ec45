import type { TicketboundError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { type ExecuteOptions, executePlan } from './execute-plan.ts'
import { planWriteBack } from './plan-write-back.ts'
import { rehearsePlan } from './rehearse-plan.ts'
import { openWriteBackLog, type WrittenNight } from './write-back-log.ts'
import type { Settled } from './write-back-outcome.ts'
import type { WriteBackPlan } from './write-back-plan.ts'
import type { WriteBackScope } from './write-back-scope.ts'
import type { WriteBackTarget } from './write-back-target.ts'

/** What is written back, from which store to which target. */
export interface WriteBackDesk {
  readonly store: Store
  readonly settings: WriteBackScope
  readonly target: WriteBackTarget
  /** The sources whose tickets the target holds; absent: all of them. */
  readonly ticketSources?: ReadonlySet<string>
  /** How the target is told, where not by a record for each finding. */
  readonly plan?: (recheck: boolean) => WriteBackPlan
}

/** How a writing back went. */
export interface WriteBackResult {
  readonly target: string
  readonly planned: number
  readonly written: number
  readonly alreadySo: number
  readonly skipped: number
  readonly unknown: number
  readonly failed: number
  /** Not tried, because of what stopped it. */
  readonly left: number
  /** What went wrong, each thing once, and how often. */
  readonly failures: readonly { readonly error: TicketboundError; readonly count: number }[]
  readonly stopped?: TicketboundError
  /** More than `most` was planned, so nothing was written; how many may be written at once. */
  readonly heldAt?: number
}

/** Plans what must be written now, from what was published last. `recheck` takes nothing written before for granted. */
export function planFromStore(
  { store, settings, target, ticketSources, plan }: WriteBackDesk,
  { recheck = false }: { readonly recheck?: boolean } = {},
): WriteBackPlan {
  if (plan) return plan(recheck)
  const { minSeverity, notes, tasks } = settings
  return planWriteBack(
    store.findings({ includeClosed: true }),
    (finding) => store.writeBack.entriesOf(target.name, finding),
    {
      target: target.name,
      minSeverity,
      notes,
      ...(ticketSources && { ticketSources }),
      ...(tasks && { tasks }),
      columnsOf: target.columnsOf,
      recheck,
    },
  )
}

/**
 * Carries a plan out, unless it would write more than `most`: then nothing is written, and the result says so. What the
 * target says already is only looked at, and does not count. Vendor failures are data; aborting throws the signal's reason.
 */
export async function writeBack(
  { store, settings, target }: WriteBackDesk,
  plan: WriteBackPlan,
  night: WrittenNight,
  { most = settings.most, ...options }: ExecuteOptions & { readonly most?: number } = {},
): Promise<WriteBackResult> {
  const planned = plan.actions.length
  const nothing = { ...countOutcomes([]), target: target.name, planned, failures: [] }
  const writings = planned > most ? await countWritings(plan, target, options.signal) : 0
  if (writings > most) return { ...nothing, planned: writings, left: writings, heldAt: most }
  const log = openWriteBackLog(store, target.name, night)
  const { settled, left, stopped } = await executePlan(plan, target, log, options)
  const counts = countOutcomes(settled)
  return {
    ...nothing,
    ...counts,
    left: counts.left + left,
    failures: countFailures(settled),
    ...(stopped && { stopped }),
  }
}

/** How many things of a plan would be written; what cannot be looked at is not written either. */
async function countWritings(plan: WriteBackPlan, target: WriteBackTarget, signal?: AbortSignal): Promise<number> {
  let writings = 0
  for await (const { writing } of rehearsePlan(plan, target, signal)) if (writing !== undefined) writings += 1
  return writings
}

function countOutcomes(settled: readonly Settled[]) {
  const of = (...names: readonly string[]) => settled.filter(({ outcome }) => names.includes(outcome.outcome)).length
  return {
    written: of('written'),
    alreadySo: of('already-so'),
    skipped: of('skipped'),
    unknown: of('unknown'),
    failed: of('failed'),
    left: of('left'),
  }
}

function countFailures(settled: readonly Settled[]): WriteBackResult['failures'] {
  const errors = settled.flatMap(({ outcome }) => ('error' in outcome ? [outcome.error] : []))
  const byText = Map.groupBy(errors, ({ code, message }) => `${code} ${message}`)
  return [...byText.values()].flatMap(([error, ...others]) => (error ? [{ error, count: others.length + 1 }] : []))
}
