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

/**
 * Reads every issue that a query finds, each with its history and its approvals, the oldest first. An issue that comes twice,
 * because it changed meanwhile, counts as it was read last. Throws what the client throws: half of a reading is none.
 */
export async function readIssues(reach: Reach, watch: Watch): Promise<IssuesRead> {
  const { client, jql, map } = reach
  const { signal } = watch
  await client.myself(signal)
  const before = await client.count(jql, signal)
  const records = new Map<string, TalliedRecord>()
  let token: string | undefined
  do {
    const page = await client.page({ ...wishOf(reach), ...(token !== undefined && { token }) }, signal)
    for (const [id, record] of await readPage(page.issues, reach, watch)) records.set(id, record)
    watch.onIssues(page.issues.length)
    token = page.next
  } while (token !== undefined)
  const after = await client.count(jql, signal)
  return { records: [...records.values()], reasons: doubts(records.size, before, after) }

  function wishOf({ pageSize }: Reach) {
    return {
      // Jira: what is created meanwhile comes at the end, and what only changes stays in its place.
      jql: `(${jql}) ORDER BY created ASC, key ASC`,
      fields: issueFieldIds(map),
      properties: [issuePropertyKey],
      limit: pageSize,
    }
  }
}

/** The site counts apart from the search; issues that were made or moved meanwhile may be in one and not in the other. */
function doubts(read: number, before: number, after: number): readonly string[] {
  if (read >= Math.min(before, after) && read <= Math.max(before, after)) return []
  return [`the site counts ${after} issues, and its search gave ${read}`]
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
