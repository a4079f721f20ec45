import type { ReadOptions, Source, SourceReading } from '../../sources/source.ts'

/** What a source in memory is made from. */
export type MemorySource = Pick<Source, 'name' | 'reads' | 'system' | 'maxRejected'> & {
  readonly rows: readonly unknown[]
  /** Why the export is not whole; without a reason it is, unless a row was rejected. */
  readonly incomplete?: string
}

/** Makes a source that gives the rows it was made from, each on a line of its own in `NAME.ndjson`. */
export function memorySource({ rows, incomplete, ...source }: MemorySource): Source {
  return { ...source, read: async (options) => readRows(source.name, rows, incomplete, options) }
}

function readRows(
  source: string,
  rows: readonly unknown[],
  incomplete: string | undefined,
  { accept, reject }: ReadOptions,
): SourceReading {
  const file = `${source}.ndjson`
  let rejected = 0
  for (const [at, row] of rows.entries()) {
    const line = at + 1
    const faults = accept(row, { file, line })
    if (faults === undefined) continue
    rejected += 1
    reject({ source, file, line, faults, text: JSON.stringify(row) })
  }
  const reason = incomplete ?? (rejected > 0 ? `${rejected} rows were rejected` : undefined)
  return {
    files: [file],
    rows: rows.length - rejected,
    rejected,
    bytes: 0,
    sha256: '0'.repeat(64),
    complete: reason === undefined,
    ...(reason !== undefined && { reason }),
  }
}
