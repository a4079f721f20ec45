import type { Duration } from '../../time/duration.ts'

/** How long things were waited for: those that came, and those still waited for when they were last looked at. */
export interface Waits {
  readonly over: Duration[]
  readonly open: Duration[]
}

/** Waits that start at nothing. */
export function noWaits(): Waits {
  return { over: [], open: [] }
}

/** A product of many fractions is off by far less than this, and two steps of it differ by far more. */
const rounding = 1e-9

/**
 * The Kaplan–Meier estimate of the wait that `share` of all things do not exceed, where an open one counts as having
 * lasted at least until now. `undefined` where too few are over to tell. With nothing open it is the nearest rank.
 *
 * @see https://doi.org/10.1080/01621459.1958.10501452 Kaplan and Meier (1958)
 */
export function waitQuantile({ over, open }: Waits, share: number): Duration | undefined {
  const [ended, censored] = [Float64Array.from(over).sort(), Float64Array.from(open).sort()]
  let atRisk = ended.length + censored.length
  let surviving = 1
  let passed = 0
  for (let at = 0; at < ended.length; ) {
    const length = ended[at] ?? 0
    // What was last looked at at this very moment was still waiting then.
    while (passed < censored.length && (censored[passed] ?? 0) < length) {
      passed += 1
      atRisk -= 1
    }
    let next = at
    while (next < ended.length && ended[next] === length) next += 1
    surviving *= 1 - (next - at) / atRisk
    if (surviving <= 1 - share + rounding) return length
    atRisk -= next - at
    at = next
  }
  return undefined
}
