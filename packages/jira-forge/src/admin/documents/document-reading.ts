import type { PlacedFault } from '@ticketbound/documents'

/** One thing that a document speaks of: its fields in words, for comparing two versions. */
export type DocumentRecord = Readonly<Record<string, string>>

/** What a document says, once it has no fault. */
export interface DocumentReading {
  /** By what people call them, such as "entitlement `deploy`". */
  readonly records: ReadonlyMap<string, DocumentRecord>
  /** What is allowed and worth a second look. */
  readonly notes: readonly PlacedFault[]
}
