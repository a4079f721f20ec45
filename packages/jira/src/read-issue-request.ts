import {
  bad,
  type Fault,
  formatInstant,
  good,
  type Instant,
  materialFields,
  quote,
  type Reading,
  type RequestKind,
  type RequestLine,
  readRequest,
} from '@ticketbound/core'
import { type FieldMap, type RequestPart, requestParts } from './field-map.ts'
import { type History, toHistory } from './history.ts'
import { informalApprovals } from './informal-approvals.ts'
import { materialFieldsOf } from './issue-field-ids.ts'
import { type IssueTimes, stateOf, timesOf } from './issue-times.ts'
import { nativeApprovals } from './native-approvals.ts'
import { overlay } from './overlay.ts'
import { fieldOfPart, readKind, readPart } from './read-part.ts'
import type { ChangelogEntry, Issue, ServiceApproval } from './schema.ts'
import { claimsOfSeal } from './seal-payload.ts'

/** All that is known of an issue. What was not read is left out, which is not the same as empty. */
export interface GivenIssue {
  readonly issue: Issue
  /** What a transition screen changes; a material field among it changes now. */
  readonly modifiedFields?: Readonly<Record<string, unknown>>
  /** The whole history; left out where it was not read whole, and then the line keeps none either. */
  readonly changelog?: readonly ChangelogEntry[]
  readonly serviceApprovals?: readonly ServiceApproval[]
  /** Compact seals, oldest first. */
  readonly seals?: readonly string[]
  readonly gate?: { readonly passedAt: string; readonly verdict: string }
}

/** What an issue does not say itself. */
export interface IssueContext {
  readonly source: string
  /** The IANA zone in which bare dates end. */
  readonly zone: string
  readonly now: Instant
}

/** A list inside a line has at most so many entries; the latest are what an approval is held against. */
const mostChanges = 1000

/**
 * Reads what an issue asks for as a line of the exchange format, or tells every fault, each with the field it is in. Decides
 * nothing, and throws at nothing.
 */
export function readIssueRequest(given: GivenIssue, map: FieldMap, context: IssueContext): Reading<RequestLine> {
  const row = readIssueRow(given, map, context.now)
  if (!row.ok) return row
  const line = readRequest(row.value, context)
  return line.ok ? line : bad(...line.faults.map((fault) => inField(fault, map)))
}

/** As `readIssueRequest`, but gives the row as `requests.ndjson` would have it, for whoever reads rows. */
export function readIssueRow(given: GivenIssue, map: FieldMap, now: Instant): Reading<object> {
  const issue = given.modifiedFields === undefined ? given.issue : overlay(given.issue, given.modifiedFields)
  const history = given.changelog === undefined ? good(undefined) : readHistory(given.changelog)
  const said = readSaid(issue, map)
  const state = stateOf(issue, map)
  const times = timesOf(issue, state, map, history.ok ? history.value : undefined)
  const seals = readSeals(given.seals ?? [])
  if (!history.ok || !said.ok || !times.ok || !seals.ok) {
    return bad(...[said, times, history, seals].flatMap((one) => (one.ok ? [] : one.faults)))
  }
  const changes = changesOf(given, issue, map, history.value, now)
  const moves = (history.value ?? []).filter(({ field }) => field === 'status')
  const dating = { now, changedAt: changes.map(({ at }) => at), moves }
  return good({
    number: issue.key,
    ...said.value,
    ...formatTimes(times.value),
    state,
    ...(history.value !== undefined && { changes: changes.slice(-mostChanges).map(toChangeRow) }),
    ...(given.gate && { gate: given.gate }),
    approvals: [
      ...seals.value,
      ...nativeApprovals(given.serviceApprovals ?? [], dating).map((it) => toApprovalRow({ ...it, how: 'native' })),
      ...informalApprovals(issue.fields.comment).map((it) =>
        toApprovalRow({ ...it, decision: 'approved', how: 'informal' }),
      ),
    ],
  })
}

function toApprovalRow<Told extends { readonly decidedAt: Instant }>(told: Told) {
  return { ...told, decidedAt: formatInstant(told.decidedAt) }
}

function readHistory(changelog: readonly ChangelogEntry[]): Reading<History> {
  const history = toHistory(changelog)
  return history === undefined ? bad(undatedChange) : good(history)
}

type Said = Partial<Record<RequestPart, string>> & { readonly kind: RequestKind }

/** Service work is counted and no more: nothing but who it is for is read of it, and who asked where that is not said. */
function readSaid(issue: Issue, map: FieldMap): Reading<Said> {
  const kind = readKind(issue, map)
  if (kind.ok && kind.value === 'none') return readServiceWork(issue, map)
  const faults: Fault[] = kind.ok ? [] : [...kind.faults]
  const said: Partial<Record<RequestPart, string>> = {}
  for (const part of requestParts) {
    if (part === 'kind') continue
    const text = readPart(part, issue, map)
    if (!text.ok) faults.push(...text.faults)
    else if (text.value !== undefined) said[part] = text.value
    else if (part === 'principal' || part === 'entitlement') faults.push(empty(part, map))
  }
  return kind.ok && faults.length === 0 ? good({ ...said, kind: kind.value }) : bad(...faults)
}

function readServiceWork(issue: Issue, map: FieldMap): Reading<Said> {
  const requester = readPart('requester', issue, map)
  const principal = readPart('principal', issue, map)
  const asked = requester.ok ? requester.value : undefined
  const whom = (principal.ok ? principal.value : undefined) ?? asked
  if (whom === undefined) return bad(...(principal.ok ? [empty('principal', map)] : principal.faults))
  return good({ kind: 'none', principal: whom, ...(asked !== undefined && { requester: asked }) })
}

function empty(part: RequestPart, map: FieldMap): Fault {
  return {
    code: 'field-missing',
    field: fieldOfPart(part, map),
    message: `${part}: the field is empty`,
    help: 'fill the field in',
  }
}

function formatTimes(times: IssueTimes): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(times).map(([name, at]) => [name, formatInstant(at)]))
}

interface MaterialChange {
  readonly at: Instant
  readonly field: string
}

function toChangeRow({ at, field }: MaterialChange) {
  return { at: formatInstant(at), field }
}

/** The changes of material fields: those on record, and now what a transition screen makes another value of. */
function changesOf(
  { issue: before, modifiedFields }: GivenIssue,
  after: Issue,
  map: FieldMap,
  history: History | undefined,
  now: Instant,
): readonly MaterialChange[] {
  const material = materialFieldsOf(map)
  const recorded = (history ?? []).flatMap(({ at, field }) => {
    const part = material.get(field)
    return part === undefined ? [] : [{ at, field: part }]
  })
  if (modifiedFields === undefined) return recorded
  const changing = materialFields.filter((part) => !saysTheSame(part, before, after, map))
  return [...recorded, ...changing.map((field) => ({ at: now, field }))]
}

function saysTheSame(part: RequestPart, before: Issue, after: Issue, map: FieldMap): boolean {
  const [one, other] = [readPart(part, before, map), readPart(part, after, map)]
  return one.ok && other.ok && one.value === other.value
}

/**
 * The decisions that seals claim. Seals come from where nobody but the app writes, or were looked at by whoever took them
 * from elsewhere: one that nobody can read is a fault, for it may be a rejection.
 */
function readSeals(seals: readonly string[]): Reading<readonly object[]> {
  const faults: Fault[] = []
  const approvals: object[] = []
  for (const [index, seal] of seals.entries()) {
    const claims = claimsOfSeal(seal)
    if (claims === undefined) {
      faults.push(unreadableSeal(index))
      continue
    }
    const { approver, for: group, onBehalfOf, decision, decidedAt } = claims
    approvals.push({
      approver,
      for: group,
      onBehalfOf,
      decision,
      decidedAt: formatInstant(decidedAt),
      how: 'sealed',
      seal,
    })
  }
  return faults.length > 0 ? bad(...faults) : good(approvals)
}

/** Core names a field as the exchange format does; whoever looks at the issue knows it by another id. */
function inField(fault: Fault, map: FieldMap): Fault {
  const part = requestParts.find((known) => known === fault.field)
  return part === undefined ? fault : { ...fault, field: fieldOfPart(part, map), message: `${part}: ${fault.message}` }
}

function unreadableSeal(index: number): Fault {
  return {
    code: 'seal-unreadable',
    field: `seals[${index}]`,
    message: `seal ${quote(String(index))} of the issue cannot be read`,
    help: 'nothing but the app writes seals: find out what changed it; the decision it holds must be taken again',
  }
}

const undatedChange: Fault = {
  code: 'instant-malformed',
  field: 'changelog',
  message: 'a change in the issue’s history has no date that can be read',
  help: 'read the history again; what is not dated may have come after an approval',
}
