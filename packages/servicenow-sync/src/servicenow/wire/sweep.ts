import { checkEnd } from './check-end.ts'
import type { Keyset } from './keyset.ts'
import { createSeam } from './seam.ts'
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
  const sweeping = { client, request: asked, keyset, tally, signal: either }
  const seam = createSeam(sweeping)
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
      const fresh = missed.length === 0 ? taken : [...missed, ...taken]
      // What is created meanwhile comes or not, as its key happens to be; the next increment brings all of it.
      const rows = request.by === 'updated' ? fresh : fresh.filter((row) => (row.sys_created_on ?? '') < request.until)
      tally.shown(fresh, rows.length)
      noteGaps(window, tally)
      if (isEndless(tally)) throw queryIgnored(request.table, 'more rows come than it counts')
      const isThrough = isExhausted(window, taken.length)
      const isLast = isThrough && keyset.exhausted()
      skip = isThrough ? 0 : nextSkip(window, skip)
      if (window.unreadable !== undefined) keyset.step(window.unreadable)
      const page: SweptPage = { rows, cursor: toCursor(keyset, tally, request.by === 'sys_id' ? skip : 0) }
      if (isLast) {
        if (rows.length > 0) yield page
        await checkEnd(sweeping)
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
  const { counted, shown } = tally.now()
  return counted !== undefined && shown > counted * 2 + 1000
}

function toCursor(keyset: Keyset, tally: Tally, skip: number): Cursor {
  return { ...keyset.place(), ...(skip > 0 && { skip }), tally: tally.now() }
}
