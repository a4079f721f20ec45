import type { Period } from '../time/period.ts'

/** A figure of a service that somebody else measured, such as its uptime in a month. */
export interface ServiceMeasure {
  readonly period: Period
  /** The period as it was written. */
  readonly periodText: string
  readonly service: string
  readonly measure: string
  readonly value: number
  readonly unit: string
  /** What was agreed; absent where nothing was. */
  readonly target?: number
}
