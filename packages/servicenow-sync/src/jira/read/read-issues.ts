import { type Fault, type Instant, quote } from '@ticketbound/core'
import {
  claimsOfSeal,
  type FieldMap,
  Issue,
  issueFieldIds,
  issuePropertyKey,
  materialFieldsOf,
  readIssueProperty,
  readIssueRequest,
  readIssueRow,
} from '@ticketbound/jira'
import pLimit from 'p-limit'
import * as v from 'valibot'
import type { TalliedRecord } from '../../sources/tally-records.ts'
import type { FoundIssue, JiraClient } from '../wire/jira-client.ts'
import { approvalsHidden, malformedIssue } from './issue-faults.ts'

/** What is read of a site. */
export interface Reach {
  readonly client: JiraClient
  readonly map: FieldMap
  readonly jql: string
  readonly pageSize: number
  readonly concurrency: number
}

/** What a reading tells while it goes on, and what may end it. */
export interface Watch {
  /** The night's instant. */
  readonly at: Instant
  readonly onIssues: (issues: number) => void
  readonly signal?: AbortSignal
}

/** The issues that a site showed, and why they may not be all. */
export interface IssuesRead {
  readonly records: readonly TalliedRecord[]
  readonly reasons: readonly string[]
}

/** Jira gives so many at a time to whoever asks for nothing but ids. */
const idsAtOnce = 5000

/** What was missed is asked for by so many ids at a time, since a query may not be long. */
const missedAtOnce = 100

/** How often all are listed; a site that changes faster is not read whole tonight. */
const mostLooks = 3

/**
 * Reads every issue that a query finds, each with its history and its approvals, the oldest first. Then the ids of all are
 * listed between two counts, and what is among them and was missed, because the site changed meanwhile, is read as well.
 * Throws what the client throws: half of a reading is none.
 */
export async function readIssues(reach: Reach, watch: Watch): Promise<IssuesRead> {
  const { client, jql } = reach
  const { signal } = watch
  await client.myself(signal)
  const records = new Map<string, TalliedRecord>()
  await readAll(jql, reach, watch, records)
  let doubt = ''
  for (let look = 0; look < mostLooks; look += 1) {
    const before = await client.count(jql, signal)
    const listed = await listIds(reach, signal)
    await readMissed(listed, reach, watch, records)
    const after = await client.count(jql, signal)
    // Where one went while they were listed, the cursor may have passed over another.
    if (before === listed.length && after === listed.length) return { records: [...records.values()], reasons: [] }
    doubt = `the site counts ${after} issues, and its search gives ${listed.length}`
  }
  return { records: [...records.values()], reasons: [doubt] }
}

async function readMissed(
  listed: readonly string[],
  reach: Reach,
  watch: Watch,
  records: Map<string, TalliedRecord>,
): Promise<void> {
  const missed = listed.filter((id) => !records.has(id))
  for (let at = 0; at < missed.length; at += missedAtOnce) {
    const some = missed.slice(at, at + missedAtOnce)
    await readAll(`(${reach.jql}) AND id in (${some.join(', ')})`, reach, watch, records)
  }
}

/** Reads what a query finds into `records`; an issue that comes twice counts as it was read last. */
async function readAll(jql: string, reach: Reach, watch: Watch, records: Map<string, TalliedRecord>): Promise<void> {
  const { client, map, pageSize } = reach
  const wish = { jql: inOrder(jql), fields: issueFieldIds(map), properties: [issuePropertyKey], limit: pageSize }
  let token: string | undefined
  do {
    const page = await client.page({ ...wish, ...(token !== undefined && { token }) }, watch.signal)
    for (const [id, record] of await readPage(page.issues, reach, watch)) records.set(id, record)
    watch.onIssues(page.issues.length)
    token = page.next
  } while (token !== undefined)
}

async function listIds({ client, jql }: Reach, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const ids = new Set<string>()
  const wish = { jql: inOrder(jql), fields: ['key'], properties: [], limit: idsAtOnce }
  let token: string | undefined
  do {
    const page = await client.page({ ...wish, ...(token !== undefined && { token }) }, signal)
    for (const { id } of page.issues) ids.add(id)
    token = page.next
  } while (token !== undefined)
  return [...ids]
}

/** What is created meanwhile comes at the end, and what only changes stays in its place. */
function inOrder(jql: string): string {
  return `(${jql}) ORDER BY created ASC, key ASC`
}

async function readPage(
  issues: readonly FoundIssue[],
  reach: Reach,
  { at, signal }: Watch,
): Promise<readonly (readonly [id: string, record: TalliedRecord])[]> {
  if (issues.length === 0) return []
  const { client, map, concurrency } = reach
  const fields = [...materialFieldsOf(map).keys(), 'status', 'resolution']
  // Read after the issue: an edit in between is then in the history, and no approval before it counts.
  const histories = await client.changelogs(
    issues.map(({ id }) => id),
    fields,
    signal,
  )
  const limit = pLimit(concurrency)
  const read = issues.map((found) =>
    limit(async () => {
      const shaped = v.safeParse(Issue, found.issue)
      if (!shaped.success) return [found.id, rejected(found, malformedIssue(shaped.issues))] as const
      const issue = shaped.output
      const given = { issue, changelog: histories.get(found.id) ?? [], seals: sealsOf(found) }
      const steps = mayBeApproved(issue, map, at) ? await client.approvals(found.key, signal) : []
      if (steps === 'hidden') return [found.id, rejected(found, [approvalsHidden])] as const
      return [found.id, toRecord(found, { ...given, serviceApprovals: steps }, map, at)] as const
    }),
  )
  return Promise.all(read)
}

/** Only requests of a service project have approval steps, and only access that is given needs one. */
function mayBeApproved(issue: Issue, map: FieldMap, at: Instant): boolean {
  if (issue.fields.project.projectTypeKey !== 'service_desk') return false
  const line = readIssueRequest({ issue }, map, { source: '', zone: 'UTC', now: at })
  return line.ok && (line.value.kind === 'provision' || line.value.kind === 'change')
}

/**
 * The seals that stand on an issue. Anybody who may edit it can write there: what is no seal is passed over, and a seal
 * counts only once it was opened with the keys. What else the property says is for people to look at.
 */
function sealsOf({ properties }: FoundIssue): readonly string[] {
  const property = readIssueProperty(properties[issuePropertyKey])
  return property.ok ? property.value.seals.filter((seal) => claimsOfSeal(seal) !== undefined) : []
}

function toRecord(
  found: FoundIssue,
  given: Parameters<typeof readIssueRow>[0],
  map: FieldMap,
  at: Instant,
): TalliedRecord {
  const line = readIssueRequest(given, map, { source: 'jira', zone: 'UTC', now: at })
  if (!line.ok) return rejected(found, line.faults)
  const row = readIssueRow(given, map, at)
  return row.ok ? { table, record: {}, rows: [row.value], faults: [] } : rejected(found, row.faults)
}

const table = 'issues'

/** What was not taken names its issue, and repeats nothing else of it: comments and reasons are nobody else's. */
function rejected({ id, key }: FoundIssue, faults: readonly Fault[]): TalliedRecord {
  const named = faults.map((fault) => ({ ...fault, message: `${quote(key).slice(1, -1)}: ${fault.message}` }))
  return { table, record: { id, key }, rows: [], faults: named }
}
