import { type Comparison, compareEngines, type Disagreement } from './compare.ts'
import { randomWorld } from './random-world.ts'
import type { ReferenceNight } from './reference/reference-engine.ts'
import { shrinkWorld } from './shrink-world.ts'
import type { World } from './world.ts'

/** Compares both engines on one world. */
export type Compare = (world: World) => Promise<Comparison>

/** A seed whose world the two engines see differently. */
export interface Failure {
  readonly seed: number
  readonly disagreements: readonly Disagreement[]
  /** The smallest world found in which the first of them still shows, unless told not to look for one. */
  readonly world: World
}

/** Which worlds to try, and how. */
export interface Trial {
  readonly firstSeed: number
  readonly runs: number
  /** Stops at so many failures. */
  readonly mostFailures: number
  /** False leaves a failing world as it is. */
  readonly shrinks?: boolean
  readonly compare?: Compare
  readonly onWorld?: (nights: readonly ReferenceNight[]) => void
}

/** Tries worlds one after another; gives those on which the two engines do not agree. */
export async function findFailures(
  trial: Trial,
): Promise<{ readonly done: number; readonly failures: readonly Failure[] }> {
  const { firstSeed, runs, mostFailures, shrinks = true, compare = compareEngines, onWorld } = trial
  const failures: Failure[] = []
  let done = 0
  for (; done < runs && failures.length < mostFailures; done += 1) {
    const seed = firstSeed + done
    const world = randomWorld(seed)
    const { disagreements, reference } = await compare(world)
    onWorld?.(reference)
    const [first] = disagreements
    if (first === undefined) continue
    failures.push({ seed, disagreements, world: shrinks ? await shrink(world, first, compare) : world })
  }
  return { done, failures }
}

function shrink(world: World, first: Disagreement, compare: Compare): Promise<World> {
  return shrinkWorld(world, async (smaller) => {
    const { disagreements } = await compare(smaller)
    return disagreements.some(
      ({ tuple, engine, reference }) =>
        tuple === first.tuple && engine === first.engine && reference === first.reference,
    )
  })
}
