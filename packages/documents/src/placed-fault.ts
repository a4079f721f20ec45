import type { Fault } from '@ticketbound/core'

/** Where something stands in a file; line and column are counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** One thing that is wrong with a document, and where. A file that could not be read has no place. */
export interface PlacedFault extends Fault, Partial<Place> {
  /** The file as the operator named it. */
  readonly file: string
}

/** A value, or everything that is wrong with the files it should have come from. */
export type PlacedReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] }
