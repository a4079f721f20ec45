/** A small deterministic source of choices. */
export interface Choices {
  /** A whole number from 0 up to but not including `end`. */
  below(end: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
  /** Each item with this probability. */
  some<T>(from: readonly T[], probability: number): readonly T[]
}

/** Starts a source of choices that is the same for the same seed (mulberry32). */
export function choicesFrom(seed: number): Choices {
  let state = seed >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  const below = (end: number): number => Math.floor(next() * end)
  const chance = (probability: number): boolean => next() < probability
  return {
    below,
    chance,
    pick: (from) => from[below(from.length)] ?? from[0],
    some: (from, probability) => from.filter(() => chance(probability)),
  }
}
