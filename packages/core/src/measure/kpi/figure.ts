import type { Duration } from '../../time/duration.ts'
import { nearestRank } from '../measures.ts'
import { type Waits, waitQuantile } from './kaplan-meier.ts'
import type { KpiId } from './kpi-facts.ts'

/** A figure before it is known whether its sources allow it. */
export interface Figure {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  /** Why there is no value. */
  readonly reason?: string
}

/** Figures by id. */
export type Figures = Readonly<Partial<Record<KpiId, Figure>>>

const hourMs = 3_600_000

/** A length of time in hours. */
export function inHours(length: Duration): number {
  return length / hourMs
}

/** A share; 0 of 0 is not 0. */
export function share(numerator: number, denominator: number): Figure {
  if (denominator === 0) {
    const reason = numerator === 0 ? 'nothing to measure' : 'nothing to compare it with'
    return { value: null, numerator, denominator, reason }
  }
  return { value: numerator / denominator, numerator, denominator }
}

/** A percentile of what came, by nearest rank; what is open only counts in the denominator. */
export function rankFigure({ over, open }: Waits, at: number): Figure {
  const parts = { numerator: over.length, denominator: over.length + open.length }
  const length = nearestRank(Float64Array.from(over).sort(), at)
  if (length === undefined) return { value: null, ...parts, reason: nothingOver(parts.denominator) }
  return { value: inHours(length), ...parts }
}

/** A percentile of how old what is open is, by nearest rank; there is nothing to set it against. */
export function ageFigure(ages: readonly Duration[], at: number): Figure {
  const parts = { numerator: ages.length, denominator: null }
  const age = nearestRank(Float64Array.from(ages).sort(), at)
  if (age === undefined) return { value: null, ...parts, reason: 'nothing to measure' }
  return { value: inHours(age), ...parts }
}

/** A percentile of the wait by Kaplan–Meier. */
export function waitFigure(waits: Waits, at: number): Figure {
  const parts = { numerator: waits.over.length, denominator: waits.over.length + waits.open.length }
  const length = waitQuantile(waits, at)
  if (length !== undefined) return { value: inHours(length), ...parts }
  const reason = parts.numerator === 0 ? nothingOver(parts.denominator) : 'too many are still open to tell'
  return { value: null, ...parts, reason }
}

function nothingOver(all: number): string {
  return all === 0 ? 'nothing to measure' : 'none is over yet'
}
