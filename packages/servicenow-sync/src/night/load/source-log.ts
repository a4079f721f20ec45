import type { Fault, SnapshotPlace } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import { TicketboundError } from '../../errors.ts'
import type { AcceptRow, ReadOptions, RejectedLine, RowPlace, Source, SourceReading } from '../../sources/source.ts'
import { type FirstRejected, tooManyRejected } from '../../sources/too-many-rejected.ts'
import type { NightInput, NightOptions } from '../night-input.ts'
import type { SourceSummary } from '../night-result.ts'

/** Reads the sources of a night one after another, and keeps what must be said of each. */
export interface SourceLog {
  /** Reads one source; the rows go to `accept`. */
  read(source: Source, accept: AcceptRow): Promise<void>
  /** Rejects a row that was taken before a later one showed that it cannot stand. */
  rejectLate(source: Source, place: RowPlace, faults: readonly Fault[], text: string): void
  /** Throws an input error where, with what was rejected late, more of a source was rejected than it allows. */
  refuseTooManyLate(): void
  /** The number under which a file of a source is kept beside a row. */
  fileNumber(source: string, file: string): number
  placeOf(file: number, line: number): SnapshotPlace
  isComplete(source: Source): boolean
  /** True when the source gave anything at all. */
  wasRead(source: Source): boolean
  summaries(): readonly SourceSummary[]
  digestOf(source: string): string
}

/** Starts the log of a night's sources. `completeRows` tells how large each source's last complete reading was. */
export function createSourceLog(
  input: NightInput,
  options: NightOptions,
  completeRows: (source: string) => number | undefined,
): SourceLog {
  const readings = new Map<string, SourceReading>()
  const late = new Map<string, { count: number; readonly first: FirstRejected }>()
  const files: { readonly source: string; readonly file: string }[] = []
  const numbers = new Map<string, Map<string, number>>()
  const reject = (line: RejectedLine): void => options.reject?.(line)

  async function read(source: Source, accept: AcceptRow): Promise<void> {
    const lastCompleteRows = completeRows(source.name)
    const { name } = source
    const reading = await readOrFail(source, {
      at: input.at,
      ...(lastCompleteRows !== undefined && { lastCompleteRows }),
      accept,
      reject,
      onProgress: (done, total) => options.onStep?.({ step: 'reading', source: name, done, total }),
      ...(options.signal && { signal: options.signal }),
    })
    readings.set(name, reading)
    const { rows, rejected, complete } = reading
    options.onStep?.({ step: 'read', source: name, rows, rejected, complete })
  }

  function rejectLate(source: Source, place: RowPlace, faults: readonly Fault[], text: string): void {
    const known = late.get(source.name)
    if (known) known.count += 1
    else late.set(source.name, { count: 1, first: { ...place, faults } })
    reject({ source: source.name, ...place, faults, text })
  }

  function refuseTooManyLate(): void {
    for (const { name, maxRejected } of input.sources) {
      const reading = readings.get(name)
      const lost = late.get(name)
      if (reading === undefined || lost === undefined || maxRejected === undefined) continue
      const rejected = reading.rejected + lost.count
      const rows = reading.rows + reading.rejected
      if (rejected > rows * maxRejected) throw tooManyRejected(name, rejected, rows, lost.first)
    }
  }

  function fileNumber(source: string, file: string): number {
    const ofSource = numbers.get(source) ?? new Map<string, number>()
    const known = ofSource.get(file)
    if (known !== undefined) return known
    numbers.set(source, ofSource.set(file, files.length))
    files.push({ source, file })
    return files.length - 1
  }

  function summaryOf(source: Source): SourceSummary {
    const reading = readings.get(source.name)
    const lost = late.get(source.name)?.count ?? 0
    const reason = lost > 0 ? `${lost} rows contradict or collide with others` : reading?.reason
    return {
      name: source.name,
      reads: source.reads,
      ...(source.system !== undefined && { system: source.system }),
      rows: (reading?.rows ?? 0) - lost,
      rejected: (reading?.rejected ?? 0) + lost,
      complete: isComplete(source),
      ...(reason !== undefined && { reason }),
      ...(reading?.asOf !== undefined && { asOf: reading.asOf }),
      ...(reading?.failure && { failure: reading.failure }),
    }
  }

  function isComplete(source: Source): boolean {
    return readings.get(source.name)?.complete === true && !late.has(source.name)
  }

  return {
    read,
    rejectLate,
    refuseTooManyLate,
    fileNumber,
    placeOf: (file, line) => ({ source: files[file]?.source ?? '', file: files[file]?.file ?? '', line }),
    isComplete,
    wasRead: (source) => {
      const reading = readings.get(source.name)
      return reading !== undefined && (reading.rows > 0 || reading.complete)
    },
    summaries: () => input.sources.map(summaryOf),
    digestOf: (source) => readings.get(source)?.sha256 ?? '',
  }
}

/** A vendor that fails takes nothing from the other sources: what it did not give is a reading that is not complete. */
async function readOrFail(source: Source, options: ReadOptions): Promise<SourceReading> {
  try {
    return await source.read(options)
  } catch (error) {
    if (!(error instanceof TicketboundError) || error.kind !== 'upstream') throw error
    const { code, message, help } = error
    const nothing = { files: [], rows: 0, rejected: 0, bytes: 0, sha256: sha256('') }
    return { ...nothing, complete: false, reason: message, failure: { code, message, help } }
  }
}
