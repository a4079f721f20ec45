import type { Behaviours } from '../servers/servicenow/flaws/catalogue.ts'
import type { Plan, PlannedNight } from './plan.ts'

/** Makes a failing plan smaller: takes away one thing at a time for as long as it still fails, and so many times at most. */
export async function shrinkPlan(plan: Plan, fails: (plan: Plan) => Promise<boolean>, mostTries = 150): Promise<Plan> {
  let smallest = plan
  let tries = 0
  for (;;) {
    const before = smallest
    for (const smaller of smallerPlans(before)) {
      if (tries >= mostTries) return smallest
      tries += 1
      if (!(await fails(smaller))) continue
      smallest = smaller
      break
    }
    if (smallest === before) return smallest
  }
}

function* smallerPlans(plan: Plan): Generator<Plan> {
  const { nights, shape, rows } = plan
  for (const index of nights.keys()) if (nights.length > 1) yield { ...plan, nights: without(nights, index) }
  for (const [index, night] of nights.entries()) {
    for (const smaller of smallerNights(night)) yield { ...plan, nights: nights.with(index, smaller) }
  }
  for (const smaller of fewerFlaws(shape)) yield { ...plan, shape: smaller }
  if (rows > 1) yield { ...plan, rows: Math.floor(rows / 2) }
  if (plan.aheadSeconds !== 0) yield { ...plan, aheadSeconds: 0 }
  if (plan.concurrency > 1) yield { ...plan, concurrency: 1 }
  if (plan.narrowed) yield { ...plan, narrowed: false }
  if (plan.undated) yield { ...plan, undated: false }
}

function* smallerNights(night: PlannedNight): Generator<PlannedNight> {
  const { before, flaws, meanwhile } = night
  if (before.length > 1) yield { ...night, before: before.slice(Math.ceil(before.length / 2)) }
  if (before.length > 1) yield { ...night, before: before.slice(0, Math.floor(before.length / 2)) }
  for (const index of before.keys()) yield { ...night, before: without(before, index) }
  for (const index of meanwhile.keys()) yield { ...night, meanwhile: without(meanwhile, index) }
  for (const smaller of fewerFlaws(flaws)) yield { ...night, flaws: smaller }
  for (const [index, event] of meanwhile.entries()) {
    if (!('flaws' in event)) continue
    for (const smaller of fewerFlaws(event.flaws)) {
      yield { ...night, meanwhile: meanwhile.with(index, { ...event, flaws: smaller }) }
    }
  }
}

function* fewerFlaws(flaws: Behaviours): Generator<Behaviours> {
  for (const name of Object.keys(flaws)) {
    yield Object.fromEntries(Object.entries(flaws).filter(([other]) => other !== name))
  }
}

function without<T>(list: readonly T[], index: number): readonly T[] {
  return list.filter((_, at) => at !== index)
}
