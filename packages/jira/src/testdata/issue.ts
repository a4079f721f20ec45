import { type Instant, parseInstant, type Reading, type RequestLine } from '@ticketbound/core'
import type { FieldMap } from '../field-map.ts'
import { type GivenIssue, readIssueRequest } from '../read-issue-request.ts'
import type { ChangelogEntry, Issue, ServiceApproval } from '../schema.ts'

/** The map of the example project. */
export const theMap: FieldMap = {
  kind: { field: 'customfield_10050', values: { '10101': 'provision', '10102': 'change', '10103': 'deprovision' } },
  principal: { field: 'customfield_10051' },
  entitlement: { field: 'customfield_10052', values: { '10201': 'deploy' } },
  level: { field: 'customfield_10053' },
  owner: { field: 'customfield_10054' },
  expiresAt: { field: 'customfield_10055' },
  justification: { field: 'customfield_10056' },
  statuses: {
    closedComplete: ['10003'],
    closedIncomplete: ['10004'],
    cancelled: ['10005'],
    pastGate: ['10002'],
  },
}

/** A day of March 2026 at a time of day, as Jira writes it. */
export function on(day: number, time = '08:00'): string {
  return `2026-03-${String(day).padStart(2, '0')}T${time}:00.000+0000`
}

/** The same moment as an instant. */
export function at(day: number, time = '08:00'): Instant {
  return Date.parse(on(day, time))
}

/** An open request for access to deploy, as Jira tells it. */
export function anIssue(fields: Readonly<Record<string, unknown>> = {}): Issue {
  return {
    id: '10000',
    key: 'ACC-1',
    fields: {
      project: { id: '10000', key: 'ACC', projectTypeKey: 'service_desk' },
      status: aStatus('10001'),
      created: on(2),
      resolution: null,
      resolutiondate: null,
      statuscategorychangedate: on(2),
      reporter: somebody('acc-mia'),
      customfield_10050: { id: '10101', value: 'New access' },
      customfield_10051: somebody('acc-alice'),
      customfield_10052: { id: '10201', value: 'Deploy to production' },
      customfield_10053: { id: '10301', value: 'write' },
      customfield_10054: somebody('acc-bob'),
      customfield_10055: '2026-08-28',
      customfield_10056: aDocument('Release duty'),
      comment: { comments: [], total: 0 },
      ...fields,
    },
  }
}

/** A status, new unless its id is one of those that the map lists. */
export function aStatus(id: string, category = id > '10002' ? 'done' : 'indeterminate') {
  return { id, name: `Status ${id}`, statusCategory: { key: category } }
}

/** Somebody, with more than the account's id. */
export function somebody(accountId: string) {
  return { accountId, accountType: 'atlassian', displayName: 'Somebody', active: true }
}

/** A document of one paragraph. */
export function aDocument(text: string) {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
}

/** A comment. */
export function aComment(text: string, author = 'acc-bob', id = '1') {
  return { id, author: somebody(author), body: aDocument(text), created: on(3) }
}

let lastId = 0

/** A change of one field. */
export function aChange(
  created: string | number,
  field: string,
  [from, to]: readonly [from: string | null, to: string | null] = [null, null],
  by = 'acc-mia',
): ChangelogEntry {
  lastId += 1
  return { id: String(lastId), author: { accountId: by }, created, items: [{ field, fieldId: field, from, to }] }
}

/** A step of approval that `decided` says who decided how in. */
export function aStep(
  decided: Readonly<Record<string, string>>,
  { id = '7', created = on(3), completed = on(4) as string | undefined, final = 'approved' } = {},
): ServiceApproval {
  return {
    id,
    name: 'Waiting for approval',
    finalDecision: final,
    canAnswerApproval: false,
    approvers: Object.entries(decided).map(([accountId, approverDecision]) => ({
      approver: somebody(accountId),
      approverDecision,
    })),
    createdDate: { iso8601: created },
    ...(completed !== undefined && { completedDate: { iso8601: completed, epochMillis: Date.parse(completed) } }),
  }
}

/** Reads an issue on March 10. */
export function reading(given: Partial<GivenIssue> = {}, map: FieldMap = theMap): Reading<RequestLine> {
  return readIssueRequest({ issue: anIssue(), ...given }, map, { source: 'jira', zone: 'UTC', now: at(10) })
}

/** The line that an issue is read as on March 10. */
export function lineOf(given: Partial<GivenIssue> = {}, map: FieldMap = theMap): RequestLine {
  const line = reading(given, map)
  if (!line.ok) throw new Error(line.faults.map(({ field, message }) => `${field}: ${message}`).join('\n'))
  return line.value
}

/** The faults of an issue, as `code field`. */
export function faultsOf(given: Partial<GivenIssue>, map: FieldMap = theMap): readonly string[] {
  const line = reading(given, map)
  return line.ok ? [] : line.faults.map(({ code, field }) => `${code} ${field}`)
}

/** An instant from its text. */
export function instant(text: string): Instant {
  const read = parseInstant(text)
  if (!read.ok) throw new Error(text)
  return read.value
}
