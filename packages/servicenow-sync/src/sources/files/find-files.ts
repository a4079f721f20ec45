import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { type Instant, parseInstant, quote } from '@ticketbound/core'
import { inputError } from '../../errors.ts'
import { onDisk } from './file-errors.ts'
import type { FileSource } from './file-source.ts'
import { isSiblingName, type SiblingName } from './sibling-names.ts'

/** The files that make up one reading, in the order in which they are read. */
export interface FoundFiles {
  /** Paths of the files that hold the rows; none where a folder has no export that is old enough. */
  readonly main: readonly string[]
  /** Paths of the CSV files that may hold nested lists. */
  readonly siblings: ReadonlyMap<SiblingName, string>
  /** The date of the export that was taken from a folder, as `YYYY-MM-DD`. */
  readonly asOf?: string
}

const exportName = /^(\d{4}-\d\d-\d\d)(?!\d)(?:.*)\.(?:ndjson|jsonl|csv)$/i

/**
 * Finds a source's files: the file itself, or of a folder of daily exports those of the latest date that had begun
 * (in UTC) at `at`. Throws an input error for a file of another format and for a folder without daily exports.
 */
export async function findFiles(source: FileSource, at: Instant): Promise<FoundFiles> {
  const found = await onDisk(source.name, source.path, stat(source.path))
  if (found.isDirectory()) return findExports(source, at)
  const name = basename(source.path)
  if (!['.ndjson', '.jsonl', '.csv'].includes(extname(name).toLowerCase())) throw unknownFormat(source)
  const folder = dirname(source.path)
  const names = isCsv(name) ? await fileNames(source.name, folder) : []
  return {
    main: [source.path],
    siblings: siblingsAmong(
      names.filter((other) => other !== name),
      folder,
      '',
    ),
  }
}

/** Says whether a file is read as CSV, by its name. */
export function isCsv(name: string): boolean {
  return extname(name).toLowerCase() === '.csv'
}

async function findExports(source: FileSource, at: Instant): Promise<FoundFiles> {
  const names = (await fileNames(source.name, source.path)).filter((name) => exportName.test(name)).sort()
  if (names.length === 0) throw noExports(source)
  const dates = names.map((name) => name.slice(0, 10)).filter((date) => startOf(source, date) <= at)
  const asOf = dates.at(-1)
  if (asOf === undefined) return { main: [], siblings: new Map() }
  const ofDay = names.filter((name) => name.startsWith(asOf))
  const rows = ofDay.filter((name) => siblingName(name, asOf) === undefined)
  // A folder may well hold access exports called `2026-03-31-accounts.csv`: without other rows, those are the rows.
  if (rows.length === 0) return { main: ofDay.map((name) => join(source.path, name)), siblings: new Map(), asOf }
  return { main: rows.map((name) => join(source.path, name)), siblings: siblingsAmong(ofDay, source.path, asOf), asOf }
}

async function fileNames(source: string, folder: string): Promise<readonly string[]> {
  const entries: readonly Dirent[] = await onDisk(source, folder, readdir(folder, { withFileTypes: true }))
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
}

function siblingsAmong(names: readonly string[], folder: string, date: string): ReadonlyMap<SiblingName, string> {
  const siblings = new Map<SiblingName, string>()
  for (const name of names) {
    const sibling = siblingName(name, date)
    if (sibling !== undefined) siblings.set(sibling, join(folder, name))
  }
  return siblings
}

/** Which nested list a CSV file holds, by its name: `approvals.csv`, or `2026-03-31-approvals.csv` in a folder. */
function siblingName(name: string, date: string): SiblingName | undefined {
  if (!isCsv(name)) return undefined
  const stem = basename(name, extname(name)).slice(date.length)
  const plain = date === '' ? stem : stem.replace(/^[-_.]/, '')
  return isSiblingName(plain) ? plain : undefined
}

function startOf(source: FileSource, date: string): Instant {
  const start = parseInstant(`${date}T00:00:00Z`)
  if (start.ok) return start.value
  const message = `source ${quote(source.name)} has an export dated ${quote(date)}, a day that does not exist`
  const help = 'rename the file; its name begins with year-month-day'
  throw inputError({ code: 'export-date-not-real', message, help, context: { source: source.name } })
}

function unknownFormat(source: FileSource) {
  const message = `source ${quote(source.name)} has the file ${quote(basename(source.path))}, whose format is not known`
  const help = 'give it a name that ends in .ndjson, .jsonl or .csv'
  return inputError({ code: 'source-file-format', message, help, context: { source: source.name } })
}

function noExports(source: FileSource) {
  const message = `source ${quote(source.name)} has no daily exports in \`${source.path}\``
  const help = 'name them like 2026-03-31.ndjson or 2026-03-31-requests.csv'
  return inputError({ code: 'source-folder-without-exports', message, help, context: { source: source.name } })
}
