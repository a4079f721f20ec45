import type { RawRow } from '../raw-row.ts'
import { orderBy } from './encoded-query.ts'
import type { Keyset } from './keyset.ts'
import type { ServiceNowClient } from './servicenow-client.ts'
import { queryIgnored } from './sweep-errors.ts'
import type { Cursor, SweepEnd, SweepRequest, SweptPage } from './sweep-request.ts'
import { createSysIdKeyset } from './sys-id-keyset.ts'
import { createTally, type Tally } from './tally.ts'
import { createUpdatedKeyset } from './updated-keyset.ts'
import { createWindows, shortBy, type Window } from './window.ts'

/**
 * Reads every row of a table that can be seen, once, page by page, and ends by saying whether that was all. The next page
 * is asked for while the caller takes the one before. Throws an upstream error where the instance does not keep to the
 * query (`query-ignored`), refuses the table (`table-refused`), or sends no whole answer for even one row
 * (`page-damaged`).
 *
 * @see docs/servicenow-paging.md
 */
export async function* sweep(
  client: ServiceNowClient,
  request: SweepRequest,
  signal?: AbortSignal,
): AsyncGenerator<SweptPage, SweepEnd> {
  const stop = new AbortController()
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
  const asked = withKeys(request)
  const keyset = asked.by === 'sys_id' ? createSysIdKeyset(asked) : createUpdatedKeyset(asked)
  const tally = createTally(asked)
  const windows = createWindows(client, asked, keyset, tally, either)
  const seam = createSeam(client, asked, keyset, tally, either)
  let skip = request.by === 'sys_id' ? (request.from?.skip ?? 0) : 0
  let ahead = windows.next(skip)
  try {
    for (;;) {
      const window = await ahead
      if (skip === 0) tally.counted(window.left)
      if (!window.rows.every((row) => keyset.order.every((name) => row[name] !== undefined))) {
        tally.lacks(window.rows)
        return tally.end()
      }
      const missed = await seam.check(window, skip)
      const taken = keyset.take(window.rows, window.limit)
      const rows = missed.length === 0 ? taken : [...missed, ...taken]
      tally.shown(rows)
      noteGaps(window, tally)
      if (isEndless(tally)) throw queryIgnored(request.table, 'more rows come than it counts')
      const isThrough = isExhausted(window, taken.length)
      const isLast = isThrough && keyset.exhausted()
      skip = isThrough ? 0 : nextSkip(window, skip)
      if (window.unreadable !== undefined) keyset.step(window.unreadable)
      const page: SweptPage = { rows, cursor: toCursor(keyset, tally, request.by === 'sys_id' ? skip : 0) }
      if (isLast) {
        if (rows.length > 0) yield page
        await checkCount(client, asked, keyset, tally, either)
        return tally.end()
      }
      ahead = windows.next(skip)
      // It may fail while the caller is busy; what it fails with is thrown when it is awaited.
      ahead.catch(() => undefined)
      if (rows.length > 0 || skip > 0) yield page
    }
  } finally {
    stop.abort()
  }
}

/** The keys of paging are always read, and always required. */
function withKeys(request: SweepRequest): SweepRequest {
  const keys = request.by === 'sys_id' ? ['sys_id', 'sys_created_on'] : ['sys_id', 'sys_updated_on']
  return {
    ...request,
    fields: [...new Set([...keys, ...request.fields])],
    require: [...new Set([...keys, ...request.require])],
  }
}

function noteGaps(window: Window, tally: Tally): void {
  if (window.unreadable !== undefined) {
    tally.unreadable(window.unreadable.sys_id ?? '')
    return
  }
  if (window.left === undefined && window.rows.length < window.limit) tally.uncounted()
  const by = shortBy(window)
  if (by > 0) tally.short(by)
}

/** ServiceNow: rows hidden by ACLs are cut after the window, so that neither a short page nor an empty one is the end. */
function isExhausted({ rows, limit, left, unreadable }: Window, fresh: number): boolean {
  if (unreadable !== undefined) return false
  if (left === undefined) return fresh === 0 && rows.length < limit
  return left <= limit && (fresh === 0 || left <= rows.length)
}

/** A window in which nothing was shown is stepped over; behind a row that was, the next window begins anew. */
function nextSkip({ rows, limit, unreadable }: Window, skip: number): number {
  return rows.length > 0 || unreadable !== undefined ? 0 : skip + limit
}

/** A query of which parts are left out can go round for ever. */
function isEndless(tally: Tally): boolean {
  const { counted, visible } = tally.now()
  return counted !== undefined && visible > counted * 2 + 1000
}

function toCursor(keyset: Keyset, tally: Tally, skip: number): Cursor {
  return { ...keyset.place(), ...(skip > 0 && { skip }), tally: tally.now() }
}

/**
 * Holds a full sweep that looks complete to what the Aggregate API counts, which knows no ACLs of rows: on an instance that
 * counts after ACLs, pages alone would hide what is hidden. Where it does not answer, nothing more is known.
 */
async function checkCount(
  client: ServiceNowClient,
  { by, table }: SweepRequest,
  keyset: Keyset,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  if (by !== 'sys_id' || !tally.end().complete) return
  const counted = (await client.count(table, keyset.whole(), signal)) ?? 0
  const { visible } = tally.now()
  if (counted > visible) tally.short(counted - visible)
}

/** Looks at where two pages meet. */
interface Seam {
  /** Called with each window before its rows are taken. Gives rows that stand before it and were never shown. */
  check(window: Window, skip: number): Promise<readonly RawRow[]>
}

/**
 * Holds each page to the count of the next: what was left before it, less its own rows, is what is left behind it. Where
 * that is too little, rows were deleted meanwhile, or were passed over because the database orders its keys otherwise
 * than it compares them; asking once more for the stretch of that page shows which, and brings those that were passed over.
 * Increments cannot be held to it, because rows that change leave them.
 */
function createSeam(
  client: ServiceNowClient,
  request: SweepRequest,
  keyset: Keyset,
  tally: Tally,
  signal: AbortSignal,
): Seam {
  const { table, fields } = request
  let expected: number | undefined

  async function check(window: Window, skip: number): Promise<readonly RawRow[]> {
    if (request.by !== 'sys_id' || skip > 0 || window.left === undefined) {
      expected = undefined
      return []
    }
    const isLess = expected !== undefined && window.left < expected && !tally.hides()
    expected = window.rows.length === 0 ? undefined : window.left - window.rows.length
    return isLess ? lookAgain() : []
  }

  async function lookAgain(): Promise<readonly RawRow[]> {
    const stretch = keyset.lastStretch()
    if (stretch === undefined) return []
    const { condition, known } = stretch
    const query = orderBy(condition, ...keyset.order)
    const answer = await client.page({ table, query, fields, limit: known.size * 2 }, signal)
    if (answer.kind !== 'page' || (answer.total ?? 0) > answer.rows.length) {
      tally.passedOver()
      return []
    }
    const missed = answer.rows.filter((row) => !known.has(row.sys_id ?? ''))
    if (!missed.every(request.accepts)) throw queryIgnored(table, 'rows come that the filter excludes')
    return missed
  }

  return { check }
}
