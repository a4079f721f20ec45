import type { ServiceNowSourceEntry } from '../../config/config-shape.ts'
import type { ReadOptions, Source, SourceReading, VendorFailure } from '../../sources/source.ts'
import { tallyRecords } from '../../sources/tally-records.ts'
import { tooManyRejected } from '../../sources/too-many-rejected.ts'
import { comesOfHidden } from '../meaning/comes-of-hidden.ts'
import type { Instance, Watch } from './instance.ts'
import { readRequests } from './read-requests.ts'
import { readAccess, readPeople } from './read-users.ts'
import type { RecordsRead } from './records-read.ts'

const readers = {
  requests: readRequests,
  people: readPeople,
  access: readAccess,
} satisfies {
  readonly [Reads in ServiceNowSourceEntry['reads']]: (instance: Instance, watch: Watch) => Promise<RecordsRead>
}

/** The share of rows that may be gone since the last complete reading; an account that lost its rights is shown nothing. */
const maxDrop = 0.5

/** Makes a source of an instance. `openInstance` is called when it is first read. */
export function openServiceNowSource(
  entry: ServiceNowSourceEntry,
  instanceOf: () => Instance | Promise<Instance>,
): Source {
  const { name, reads, system, maxRejected = 0.001 } = entry
  return {
    name,
    reads,
    ...(system !== undefined && { system }),
    maxRejected,
    read: async (options) => readSource({ name, maxRejected }, readers[reads], await instanceOf(), options),
  }
}

interface Named {
  readonly name: string
  readonly maxRejected: number
}

/**
 * Brings the mirror up to date, then hands on everything in it. What could not be read tonight is handed on as it was
 * last read, or not at all, and the reading is then not complete.
 */
async function readSource(
  { name, maxRejected }: Named,
  read: (instance: Instance, watch: Watch) => Promise<RecordsRead>,
  instance: Instance,
  options: ReadOptions,
): Promise<SourceReading> {
  const { signal, onProgress } = options
  let seen = 0
  const onRows = (rows: number): void => {
    seen += rows
    onProgress?.(seen, 0)
  }
  onProgress?.(0, 0)
  const { records, reasons, failure } = await read(instance, { at: options.at, onRows, ...(signal && { signal }) })
  const tally = tallyRecords(name, options, comesOfHidden)
  for (const record of records) {
    signal?.throwIfAborted()
    tally.take(record)
  }
  const { rows, rejected, excused, firstOwn, first } = tally.counts()
  // A row that names a hidden one is rejected: where it was told that rows are hidden, that alone ends no night.
  const isKnownIncomplete = reasons.length > 0 || failure !== undefined
  const [counted, firstCounted] = isKnownIncomplete ? [rejected - excused, firstOwn] : [rejected, first]
  if (firstCounted !== undefined && counted > (rows + rejected) * maxRejected) {
    throw tooManyRejected(name, counted, rows + rejected, firstCounted)
  }
  const why = [...reasons, ...(failure ? [failure.message] : doubts(rows, rejected, options.lastCompleteRows))]
  return {
    ...tally.facts(),
    rows,
    rejected,
    complete: why.length === 0,
    ...(why.length > 0 && { reason: why.join('; ') }),
    ...(failure && { failure: sayFailure(failure) }),
  }
}

function sayFailure({ code, message, help }: VendorFailure): VendorFailure {
  return { code, message, help }
}

function* doubts(rows: number, rejected: number, lastCompleteRows: number | undefined): Generator<string> {
  if (rejected > 0) yield `${rejected} ${rejected === 1 ? 'row was' : 'rows were'} rejected`
  else if (rows === 0) yield 'the instance shows none'
  if (lastCompleteRows !== undefined && rows < lastCompleteRows * (1 - maxDrop)) {
    yield `${rows} rows are left of ${lastCompleteRows}: more than half have gone`
  }
}
