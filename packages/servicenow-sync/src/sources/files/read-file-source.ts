import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { formatInstant } from '@ticketbound/core'
import type { ReadOptions, SourceReading } from '../source.ts'
import { tooManyRejected } from '../too-many-rejected.ts'
import { type Completeness, type FileFacts, judgeCompleteness } from './completeness.ts'
import { prepareSiblings } from './csv-siblings.ts'
import { onDisk } from './file-errors.ts'
import { readFileMeta } from './file-meta.ts'
import type { FileSource } from './file-source.ts'
import { type ReadFile, startTally } from './file-tally.ts'
import { type FoundFiles, findFiles } from './find-files.ts'
import { readFile } from './read-file.ts'
import type { Watch } from './read-lines.ts'

export type { FileSource } from './file-source.ts'

/**
 * Reads a file or a folder of daily exports as a stream: hands each row to `accept` and each line that is not taken
 * to `reject`, and says whether that was all there is. `rows` counts the rows of the files themselves; `rejected`,
 * `bytes` and `sha256` cover the sibling files of CSV too. Of several files, `sha256` is that of the list that
 * `sha256sum` prints for `files`.
 *
 * Throws an input error once more than `maxRejected` of the rows were rejected (after the last line, so that all of
 * them were told), and for what cannot be read at all; a configuration error for what the disk refuses; the signal's
 * reason once it is aborted.
 */
export async function readFileSource(source: FileSource, options: ReadOptions): Promise<SourceReading> {
  const found = await findFiles(source, options.at)
  const watch = await startWatch(source.name, found, options)
  const siblings = prepareSiblings(found.siblings, watch, options.reject)
  const read: ReadFile[] = []
  for (const path of found.main) {
    const tally = startTally(source.name, basename(path), options.accept, options.reject)
    read.push(await readFile(path, tally, siblings, watch))
  }
  const all = [...read, ...siblings.finish()]
  throwIfTooManyRejected(source, all)
  const facts: FileFacts[] = []
  for (const file of all) facts.push(await factsOf(source.name, file))
  return { ...sumOf(facts), ...completenessOf(source, options, facts), ...(found.asOf && { asOf: found.asOf }) }
}

async function startWatch(source: string, found: FoundFiles, options: ReadOptions): Promise<Watch> {
  const { signal, onProgress } = options
  if (onProgress === undefined) return { source, signal, onBytes: () => undefined }
  let total = 0
  let done = 0
  for (const path of [...found.main, ...found.siblings.values()]) {
    total += (await onDisk(source, path, stat(path))).size
  }
  return { source, signal, onBytes }

  function onBytes(bytes: number): void {
    done += bytes
    onProgress?.(done, total)
  }
}

function throwIfTooManyRejected({ name, maxRejected }: FileSource, files: readonly ReadFile[]): void {
  const rejected = sum(files, ({ tally }) => tally.rejected)
  const all = rejected + sum(files, ({ tally }) => tally.rows)
  const first = files.find(({ tally }) => tally.firstRejected !== undefined)?.tally.firstRejected
  if (first === undefined || rejected <= all * maxRejected) return
  throw tooManyRejected(name, rejected, all, first)
}

async function factsOf(source: string, { path, part, lines, tally }: ReadFile): Promise<FileFacts> {
  const meta = await readFileMeta(source, path)
  return { ...lines, file: tally.file, part, rows: tally.rows, rejected: tally.rejected, meta }
}

function sumOf(facts: readonly FileFacts[]) {
  return {
    files: facts.map(({ file }) => file),
    rows: sum(facts, ({ part, rows }) => (part === 'main' ? rows : 0)),
    rejected: sum(facts, ({ rejected }) => rejected),
    bytes: sum(facts, ({ bytes }) => bytes),
    sha256: digestOf(facts),
  }
}

function digestOf(facts: readonly FileFacts[]): string {
  const [only] = facts
  if (only !== undefined && facts.length === 1) return only.sha256
  const list = facts.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('')
  return createHash('sha256').update(list).digest('hex')
}

function completenessOf(source: FileSource, options: ReadOptions, facts: readonly FileFacts[]): Completeness {
  if (facts.length === 0) {
    return { complete: false, reason: `no export is dated ${formatInstant(options.at).slice(0, 10)} or earlier` }
  }
  const { allowEmpty, maxDrop } = source
  return judgeCompleteness(facts, { allowEmpty, maxDrop, lastCompleteRows: options.lastCompleteRows })
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
