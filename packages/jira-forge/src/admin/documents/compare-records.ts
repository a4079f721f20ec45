import type { DocumentRecord } from './document-reading.ts'

/** What differs between two versions of a document. */
export interface DocumentChange {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly ChangedRecord[]
}

/** One thing that both versions speak of, and not in the same way. */
export interface ChangedRecord {
  readonly what: string
  readonly fields: readonly ChangedField[]
}

/** A field as it was and as it would be; absent where it said nothing. */
export interface ChangedField {
  readonly field: string
  readonly from?: string
  readonly to?: string
}

/** Compares two versions of a document field by field. */
export function compareRecords(
  before: ReadonlyMap<string, DocumentRecord>,
  after: ReadonlyMap<string, DocumentRecord>,
): DocumentChange {
  const changed: ChangedRecord[] = []
  for (const [what, record] of after) {
    const fields = compareFields(before.get(what) ?? record, record)
    if (fields.length > 0) changed.push({ what, fields })
  }
  return {
    added: [...after.keys()].filter((what) => !before.has(what)),
    removed: [...before.keys()].filter((what) => !after.has(what)),
    changed,
  }
}

function compareFields(before: DocumentRecord, after: DocumentRecord): readonly ChangedField[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].sort().flatMap((field) => {
    const [from, to] = [before[field], after[field]]
    if (from === to) return []
    return [{ field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }]
  })
}
