import { type Choices, choicesFrom } from '../worlds/prng.ts'
import { drawFlaws, drawShape } from './draw-flaws.ts'
import type { Meanwhile, Plan, PlannedChange, PlannedNight } from './plan.ts'

/** Draws what happens in a run: the same for the same seed. */
export function drawPlan(seed: number): Plan {
  const choices = choicesFrom(seed)
  const nights = 1 + choices.below(3)
  return {
    seed,
    rows: choices.pick([0, 1, 2 + choices.below(8), 20 + choices.below(40), 60 + choices.below(100)]),
    narrowed: choices.chance(0.4),
    pageSize: choices.pick([1 + choices.below(4), 5 + choices.below(10), 20 + choices.below(30), 500]),
    concurrency: choices.pick([1, 2, 2, 3]),
    fullSweepDays: choices.pick([1, 2, 7, 7]),
    aheadSeconds: choices.pick([0, 0, 0, 2, -2, 90, -90, 3600, -3600]),
    undated: choices.chance(0.15),
    shape: drawShape(choices),
    nights: Array.from({ length: nights }, (_, at) => drawNight(choices, at)),
  }
}

function drawNight(choices: Choices, night: number): PlannedNight {
  const changes = night === 0 ? choices.below(3) : choices.pick([0, 1, choices.below(6), choices.below(30)])
  return {
    before: Array.from({ length: changes }, () => drawChange(choices)).toSorted((one, other) => other.ago - one.ago),
    flaws: drawFlaws(choices, true),
    meanwhile: drawMeanwhile(choices),
  }
}

function drawChange(choices: Choices): PlannedChange {
  return {
    what: drawWhat(choices),
    pick: choices.below(1_000_000),
    ago: choices.pick([1, 30, 59, 61, 62, 200, 365, 3600, 40_000, 80_000, choices.below(80_000)]),
  }
}

function drawWhat(choices: Choices): PlannedChange['what'] {
  return choices.pick(['insert', 'insert', 'update', 'update', 'delete'])
}

function drawMeanwhile(choices: Choices): readonly Meanwhile[] {
  const many = choices.pick([0, 0, 1, 2, choices.below(10)])
  const drawn = Array.from({ length: many }, (): Meanwhile => {
    const request = 1 + choices.below(choices.pick([4, 12, 40]))
    const kind = choices.below(10)
    if (kind < 5) return { request, change: drawWhat(choices), pick: choices.below(1_000_000) }
    return kind < 8 ? { request, flaws: drawFlaws(choices, false) } : { request, kill: true }
  })
  return drawn.toSorted((one, other) => one.request - other.request)
}
