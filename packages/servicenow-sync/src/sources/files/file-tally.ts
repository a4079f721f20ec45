import type { Fault } from '@ticketbound/core'
import type { AcceptRow, RejectedLine, RowPlace } from '../source.ts'
import type { LinesRead } from './read-lines.ts'

/** The count of one file's rows as it is read. */
export interface FileTally {
  readonly file: string
  /** Rows taken so far. */
  readonly rows: number
  /** Rows rejected so far. */
  readonly rejected: number
  readonly firstRejected: RejectedLine | undefined
  /** Offers a row and counts it as taken or rejected. */
  take(row: unknown, line: number, text: string): void
  /** Counts a row that could not even be offered. `cut` says that `text` is not all of it. */
  refuse(line: number, faults: readonly Fault[], text: string, cut?: boolean): void
  /** Moves a row that was taken to the rejected ones. */
  takeBack(line: number, faults: readonly Fault[], text: string): void
}

/** A file as it was read, with its count. */
export interface ReadFile {
  readonly path: string
  /** `main` files hold the rows; `sibling` files hold nested lists of them. */
  readonly part: 'main' | 'sibling'
  readonly lines: LinesRead
  readonly tally: FileTally
}

/** The longest piece of a rejected line that is kept, in characters; `cut` says when that is not all. */
export const longestRejectedText = 4096

/** Starts the count of one file. */
export function startTally(
  source: string,
  file: string,
  accept: AcceptRow,
  reject: (line: RejectedLine) => void,
): FileTally {
  const tally: { -readonly [Field in keyof FileTally]: FileTally[Field] } = {
    file,
    rows: 0,
    rejected: 0,
    firstRejected: undefined,
    take,
    refuse,
    takeBack,
  }
  return tally

  function take(row: unknown, line: number, text: string): void {
    const faults = accept(row, { file, line })
    if (faults === undefined) tally.rows += 1
    else refuse(line, faults, text)
  }

  function refuse(line: number, faults: readonly Fault[], text: string, cut = false): void {
    const rejected = rejectedLine(source, { file, line }, faults, text, cut)
    tally.rejected += 1
    tally.firstRejected ??= rejected
    reject(rejected)
  }

  function takeBack(line: number, faults: readonly Fault[], text: string): void {
    tally.rows -= 1
    refuse(line, faults, text)
  }
}

function rejectedLine(
  source: string,
  place: RowPlace,
  faults: readonly Fault[],
  text: string,
  cut: boolean,
): RejectedLine {
  const line = { source, file: place.file, line: place.line, faults, text: text.slice(0, longestRejectedText) }
  return cut || text.length > longestRejectedText ? { ...line, cut: true } : line
}
