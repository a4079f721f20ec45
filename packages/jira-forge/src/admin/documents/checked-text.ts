import type { PlacedFault, PlacedReading } from '@ticketbound/documents'
import type { DocumentReading } from './document-reading.ts'

/** What is to be said of a text: its faults, or what is worth a second look. */
export interface CheckedText {
  /** The first of them; `faultCount` says how many there are. */
  readonly faults: readonly PlacedFault[]
  readonly faultCount: number
  readonly notes: readonly PlacedFault[]
  /** How many things it speaks of. */
  readonly records: number
}

/** More than anybody reads at once; the answer stays far below what the platform lets through. */
const mostTold = 200

/** Says of a reading what a page shows. */
export function toCheckedText(reading: PlacedReading<DocumentReading>): CheckedText {
  if (!reading.ok) {
    const { faults } = reading
    return { faults: faults.slice(0, mostTold), faultCount: faults.length, notes: [], records: 0 }
  }
  const { notes, records } = reading.value
  return { faults: [], faultCount: 0, notes: notes.slice(0, mostTold), records: records.size }
}
