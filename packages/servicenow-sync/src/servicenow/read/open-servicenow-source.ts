import { createHash } from 'node:crypto'
import type { ServiceNowSourceEntry } from '../../config/config-shape.ts'
import { longestRejectedText } from '../../sources/files/file-tally.ts'
import type { ReadOptions, RejectedLine, Source, SourceReading, VendorFailure } from '../../sources/source.ts'
import { tooManyRejected } from '../../sources/too-many-rejected.ts'
import { comesOfHidden } from '../meaning/comes-of-hidden.ts'
import type { Instance, Watch } from './instance.ts'
import { readRequests } from './read-requests.ts'
import { readAccess, readPeople } from './read-users.ts'
import type { ReadRecord, RecordsRead } from './records-read.ts'

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
  const tally = startTally(name, options)
  for (const record of records) {
    signal?.throwIfAborted()
    tally.take(record)
  }
  const { rows, rejected, ofHidden, firstOwn, first } = tally.counts()
  // A row that names a hidden one is rejected: where it was told that rows are hidden, that alone ends no night.
  const isKnownIncomplete = reasons.length > 0 || failure !== undefined
  const [counted, firstCounted] = isKnownIncomplete ? [rejected - ofHidden, firstOwn] : [rejected, first]
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

/** Counts what a source hands on. Rows stand by number, in the order of keys, in the table of their record. */
function startTally(source: string, { accept, reject }: ReadOptions) {
  const digest = createHash('sha256')
  const tables = new Map<string, number>()
  let [rows, rejected, ofHidden, bytes] = [0, 0, 0, 0]
  let first: RejectedLine | undefined
  /** The first that has a fault of its own. */
  let firstOwn: RejectedLine | undefined

  function take({ table, record, rows: given, faults }: ReadRecord): void {
    const line = (tables.get(table) ?? 0) + 1
    tables.set(table, line)
    const place = { file: table, line }
    const refuse = (why: RejectedLine['faults'], what: object): void => {
      const text = JSON.stringify(what)
      const cut = text.length > longestRejectedText
      const refused = { source, ...place, faults: why, text: text.slice(0, longestRejectedText), ...(cut && { cut }) }
      rejected += 1
      first ??= refused
      if (comesOfHidden(why)) ofHidden += 1
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
    counts: () => ({ rows, rejected, ofHidden, first, firstOwn }),
    facts: () => ({ files: [...tables.keys()], bytes, sha256: digest.digest('hex') }),
  }
}
