import { bad, type Fault, good, type Instant, type Reading, type RequestState } from '@ticketbound/core'
import type { FieldMap } from './field-map.ts'
import type { History, HistoryChange } from './history.ts'
import { readJiraInstant } from './jira-time.ts'
import type { Issue } from './schema.ts'

/** When an issue was opened, closed, opened again, and when what it asks for was given. */
export interface IssueTimes {
  readonly openedAt: Instant
  readonly closedAt?: Instant
  readonly reopenedAt?: Instant
  readonly fulfilledAt?: Instant
}

/**
 * Where an issue stands: by the map's ids; where they say nothing, Jira's category "done" is closed, and every other is
 * open.
 */
export function stateOf({ fields: { status, resolution } }: Issue, { statuses, resolutions }: FieldMap): RequestState {
  if (statuses?.cancelled?.includes(status.id)) return 'cancelled'
  if (statuses?.closedIncomplete?.includes(status.id)) return 'closed-incomplete'
  if (statuses?.closedComplete?.includes(status.id)) return 'closed-complete'
  if (status.statusCategory.key !== 'done') return 'open'
  if (resolution && resolutions?.cancelled?.includes(resolution.id)) return 'cancelled'
  if (resolution && resolutions?.closedIncomplete?.includes(resolution.id)) return 'closed-incomplete'
  return 'closed-complete'
}

/** Tells an issue's times, or which of them nobody can tell. Without a history it was never opened again, as far as is known. */
export function timesOf(
  issue: Issue,
  state: RequestState,
  map: FieldMap,
  history: History | undefined,
): Reading<IssueTimes> {
  const openedAt = readJiraInstant(issue.fields.created)
  if (!openedAt.ok) return bad(undated('created'))
  const closedAt = state === 'open' ? undefined : closingOf(issue, history)
  if (state !== 'open' && closedAt === undefined) return bad(undated('statuscategorychangedate'))
  const reopenedAt = lastReopening(map, history ?? [])
  const fulfilledAt = fulfilmentOf(issue, state, map, history ?? [], reopenedAt)
  const isEarlier = fulfilledAt !== undefined && (closedAt === undefined || fulfilledAt < closedAt)
  return good({
    openedAt: openedAt.value,
    ...(closedAt !== undefined && { closedAt }),
    ...(reopenedAt !== undefined && { reopenedAt }),
    ...(isEarlier && { fulfilledAt }),
  })
}

/**
 * When an issue closed. Jira: moving on from one status that is done to another, or correcting a resolution, closes nothing
 * anew, and leaves `statuscategorychangedate` as it is.
 */
function closingOf({ fields }: Issue, history: History | undefined): Instant | undefined {
  if (fields.status.statusCategory.key === 'done') {
    for (const date of [fields.statuscategorychangedate, fields.resolutiondate]) {
      const instant = readJiraInstant(date)
      if (instant.ok) return instant.value
    }
  }
  return history?.findLast(({ field, to }) => field === 'status' && to === fields.status.id)?.at
}

/** When an issue was last opened again: it left a status that the map lists as closed, or its resolution was taken away. */
function lastReopening({ statuses }: FieldMap, history: History): Instant | undefined {
  const closed = new Set([
    ...(statuses?.closedComplete ?? []),
    ...(statuses?.closedIncomplete ?? []),
    ...(statuses?.cancelled ?? []),
  ])
  return history.findLast((change) => leaves(change, closed) || losesResolution(change))?.at
}

function leaves({ field, from, to }: HistoryChange, statuses: ReadonlySet<string>): boolean {
  return field === 'status' && isIn(from, statuses) && !isIn(to, statuses)
}

function isIn(status: string | undefined, statuses: ReadonlySet<string>): boolean {
  return status !== undefined && statuses.has(status)
}

function losesResolution({ field, from, to }: HistoryChange): boolean {
  return field === 'resolution' && from !== undefined && from !== '' && (to === undefined || to === '')
}

/**
 * When the access was given: the issue first came to a status past the gate since it was last opened. One that stands
 * before the gate now was not given anything on what it says now.
 */
function fulfilmentOf(
  { fields: { status } }: Issue,
  state: RequestState,
  { statuses }: FieldMap,
  history: History,
  since: Instant | undefined,
): Instant | undefined {
  const past = new Set(statuses?.pastGate ?? [])
  if (state === 'open' && !past.has(status.id)) return undefined
  return history.find(
    ({ at, field, from, to }) =>
      field === 'status' && isIn(to, past) && !isIn(from, past) && (since === undefined || at >= since),
  )?.at
}

function undated(field: string): Fault {
  return {
    code: 'field-missing',
    field,
    message: `nothing says when the issue was ${field === 'created' ? 'opened' : 'closed'}`,
    help: `ask Jira for \`${field}\` as well`,
  }
}
