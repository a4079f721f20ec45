import { drawPlan } from './draw-plan.ts'
import type { Plan } from './plan.ts'
import { type PlayedNight, playPlan } from './play-plan.ts'
import { playSource } from './play-source.ts'
import { readByMirror } from './read-by-mirror.ts'
import type { Reader } from './reader.ts'
import { shrinkPlan } from './shrink-plan.ts'

/** A seed whose run did not end as every run must. */
export interface Failure {
  readonly seed: number
  /** What was wrong, night by night. */
  readonly faults: readonly string[]
  /** The smallest plan found that still fails, unless told not to look for one. */
  readonly plan: Plan
}

/** Which runs to play, and how. */
export interface Trial {
  readonly firstSeed: number
  readonly runs: number
  /** Stops at so many failures. */
  readonly mostFailures: number
  /** How many runs are played side by side; default 1. */
  readonly atOnce?: number
  /** False leaves a failing plan as it is. */
  readonly shrinks?: boolean
  readonly read?: Reader
  readonly onRun?: (nights: readonly PlayedNight[]) => void
}

/** Plays runs, each with an instance of its own; gives those that did not end as every run must. */
export async function findFailures(
  trial: Trial,
): Promise<{ readonly done: number; readonly failures: readonly Failure[] }> {
  const { firstSeed, runs, mostFailures, atOnce = 1, shrinks = true, read = readByMirror, onRun } = trial
  const failures: Failure[] = []
  let begun = 0
  let done = 0

  async function playOnAndOn(): Promise<void> {
    while (begun < runs && failures.length < mostFailures) {
      const seed = firstSeed + begun
      begun += 1
      const plan = drawPlan(seed)
      const nights = isOfSource(seed, trial) ? await playSource(plan) : await playPlan(plan, read)
      onRun?.(nights)
      done += 1
      const faults = faultsOf(nights)
      if (faults.length === 0) continue
      const isLeft = !shrinks || isOfSource(seed, trial)
      failures.push({ seed, faults, plan: isLeft ? plan : await shrink(plan, read) })
    }
  }

  await Promise.all(Array.from({ length: atOnce }, playOnAndOn))
  return { done, failures: failures.toSorted((one, other) => one.seed - other.seed) }
}

/** A whole source has many tables, so that not every run can read one. */
const everyNth = 50

function isOfSource(seed: number, { read }: Trial): boolean {
  return read === undefined && seed % everyNth === 0
}

function faultsOf(nights: readonly PlayedNight[]): readonly string[] {
  return nights.flatMap(({ faults }, at) => faults.map((fault) => `night ${at + 1}: ${fault}`))
}

function shrink(plan: Plan, read: Reader): Promise<Plan> {
  return shrinkPlan(plan, async (smaller) => faultsOf(await playPlan(smaller, read)).length > 0)
}
