import { createHash } from 'node:crypto'
import type { Fault } from '@ticketbound/core'
import { longestRejectedText } from './files/file-tally.ts'
import type { ReadOptions, RejectedLine, SourceReading } from './source.ts'

/** A record of a vendor, with the exchange rows that it comes to, or what is wrong with it. */
export interface TalliedRecord {
  /** What people know the record's place by, as they know a file by its name. */
  readonly table: string
  readonly record: object
  readonly rows: readonly object[]
  readonly faults: readonly Fault[]
}

/** What was counted so far. */
export interface Tallied {
  readonly rows: number
  readonly rejected: number
  /** Those of the rejected whose faults are excused. */
  readonly excused: number
  readonly first: RejectedLine | undefined
  /** The first whose faults are not. */
  readonly firstOwn: RejectedLine | undefined
}

/** Counts what a source of records hands on. */
export interface RecordTally {
  take(record: TalliedRecord): void
  counts(): Tallied
  facts(): Pick<SourceReading, 'files' | 'bytes' | 'sha256'>
}

/** Starts to count what a source hands on. Rows stand by number, in the order of their coming, in the table of their record. */
export function tallyRecords(
  source: string,
  { accept, reject }: Pick<ReadOptions, 'accept' | 'reject'>,
  isExcused: (faults: readonly Fault[]) => boolean = () => false,
): RecordTally {
  const digest = createHash('sha256')
  const tables = new Map<string, number>()
  let [rows, rejected, excused, bytes] = [0, 0, 0, 0]
  let first: RejectedLine | undefined
  let firstOwn: RejectedLine | undefined

  function take({ table, record, rows: given, faults }: TalliedRecord): void {
    const line = (tables.get(table) ?? 0) + 1
    tables.set(table, line)
    const place = { file: table, line }
    const refuse = (why: RejectedLine['faults'], what: object): void => {
      const text = JSON.stringify(what)
      const cut = text.length > longestRejectedText
      const refused = { source, ...place, faults: why, text: text.slice(0, longestRejectedText), ...(cut && { cut }) }
      rejected += 1
      first ??= refused
      if (isExcused(why)) excused += 1
      else firstOwn ??= refused
      reject(refused)
    }
    if (faults.length > 0) refuse(faults, record)
    for (const row of given) {
      const text = `${JSON.stringify(row)}\n`
      digest.update(text)
      bytes += Buffer.byteLength(text)
      const wrong = accept(row, place)
      if (wrong === undefined) rows += 1
      else refuse(wrong, row)
    }
  }

  return {
    take,
    counts: () => ({ rows, rejected, excused, first, firstOwn }),
    facts: () => ({ files: [...tables.keys()], bytes, sha256: digest.digest('hex') }),
  }
}
