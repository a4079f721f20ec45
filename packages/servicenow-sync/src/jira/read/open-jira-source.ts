import type { FieldMap } from '@ticketbound/jira'
import type { JiraSourceEntry } from '../../config/config-shape.ts'
import type { JiraEntry } from '../../config/jira-shape.ts'
import type { ReadOptions, Source, SourceReading } from '../../sources/source.ts'
import { type Tallied, tallyRecords } from '../../sources/tally-records.ts'
import { tooManyRejected } from '../../sources/too-many-rejected.ts'
import { courtesy } from '../courtesy.ts'
import type { JiraClient } from '../wire/jira-client.ts'
import { readIssues } from './read-issues.ts'

/** A site in one night, and what its issues mean. */
export interface JiraSite {
  readonly entry: JiraEntry
  readonly map: FieldMap
  readonly client: JiraClient
}

/** The share of issues that may be gone since the last complete reading; an account that lost its rights is shown nothing. */
const maxDrop = 0.5

/** Makes a source of a site. `siteOf` is called when it is first read. */
export function openJiraSource(entry: JiraSourceEntry, siteOf: () => JiraSite | Promise<JiraSite>): Source {
  const { name, reads, maxRejected = 0.001 } = entry
  return {
    name,
    reads,
    maxRejected,
    read: async (options) => readSource({ name, maxRejected }, await siteOf(), options),
  }
}

interface Named {
  readonly name: string
  readonly maxRejected: number
}

/** Reads everything before it hands anything on: a site that fails half way has then given nothing, and says so. */
async function readSource(
  { name, maxRejected }: Named,
  { entry, map, client }: JiraSite,
  options: ReadOptions,
): Promise<SourceReading> {
  const { signal, onProgress, at } = options
  let seen = 0
  const onIssues = (issues: number): void => {
    seen += issues
    onProgress?.(seen, 0)
  }
  onProgress?.(0, 0)
  const reach = { client, map, jql: entry.jql, ...courtesy, ...limitsOf(entry) }
  const { records, reasons } = await readIssues(reach, { at, onIssues, ...(signal && { signal }) })
  const tally = tallyRecords(name, options)
  for (const record of records) {
    signal?.throwIfAborted()
    tally.take(record)
  }
  const counts = tally.counts()
  const { rows, rejected, first } = counts
  if (first !== undefined && rejected > (rows + rejected) * maxRejected) {
    throw tooManyRejected(name, rejected, rows + rejected, first)
  }
  const why = [...reasons, ...doubts(counts, options.lastCompleteRows)]
  return {
    ...tally.facts(),
    rows,
    rejected,
    complete: why.length === 0,
    ...(why.length > 0 && { reason: why.join('; ') }),
  }
}

function limitsOf({ pageSize, concurrency }: JiraEntry) {
  return { ...(pageSize !== undefined && { pageSize }), ...(concurrency !== undefined && { concurrency }) }
}

function* doubts({ rows, rejected }: Tallied, lastCompleteRows: number | undefined): Generator<string> {
  if (rejected > 0) yield `${rejected} ${rejected === 1 ? 'issue was' : 'issues were'} rejected`
  else if (rows === 0) yield 'the site shows none'
  if (lastCompleteRows !== undefined && rows < lastCompleteRows * (1 - maxDrop)) {
    yield `${rows} issues are left of ${lastCompleteRows}: more than half have gone`
  }
}
