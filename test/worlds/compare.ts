import type { EngineFinding } from './engine-under-test.ts'
import { engineNights } from './engine-under-test.ts'
import { type ReferenceNight, referenceNights } from './reference/reference-engine.ts'
import type { World } from './world.ts'

/** One finding about which the two engines do not agree; a state is absent where that engine has no such finding. */
export interface Disagreement {
  /** The night, counted from 1. */
  readonly night: number
  readonly tuple: string
  readonly engine?: string
  readonly reference?: string
}

/** What became of one world in both engines. */
export interface Comparison {
  /** Of the first night in which they do not agree. */
  readonly disagreements: readonly Disagreement[]
  readonly reference: readonly ReferenceNight[]
}

/** The two sides of a comparison. */
export interface Engines {
  readonly engine: (world: World) => Promise<readonly (readonly EngineFinding[])[]>
  readonly reference: (world: World) => readonly ReferenceNight[]
}

const bothEngines: Engines = { engine: engineNights, reference: referenceNights }

/** Runs a world through both engines and compares what each night left behind. */
export async function compareEngines(world: World, engines: Engines = bothEngines): Promise<Comparison> {
  const reference = engines.reference(world)
  const engine = await engines.engine(world)
  for (const [index, night] of reference.entries()) {
    const disagreements = disagreementsOf(index + 1, engine[index] ?? [], night)
    if (disagreements.length > 0) return { disagreements, reference }
  }
  return { disagreements: [], reference }
}

function disagreementsOf(
  night: number,
  engine: readonly EngineFinding[],
  { findings }: ReferenceNight,
): readonly Disagreement[] {
  const ours = new Map(engine.map(({ tuple, state }) => [tuple, state]))
  const theirs = new Map(findings.map(({ tuple, state }) => [tuple, state]))
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap((tuple) => {
    const [left, right] = [ours.get(tuple), theirs.get(tuple)]
    if (left === right) return []
    return [{ night, tuple, ...(left && { engine: left }), ...(right && { reference: right }) }]
  })
}
