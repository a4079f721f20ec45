import { quote } from '@ticketbound/core'
import type { RawRow } from '../raw-row.ts'
import { orderBy } from './encoded-query.ts'
import type { PageAnswer } from './envelope.ts'
import type { Keyset } from './keyset.ts'
import { createPageSize } from './page-size.ts'
import type { ServiceNowClient } from './servicenow-client.ts'
import { pageDamaged, tableRefused } from './sweep-errors.ts'
import type { SweepRequest } from './sweep-request.ts'
import type { Tally } from './tally.ts'

/** What the instance showed of one stretch of rows, as many as were asked for and are there. */
export interface Window {
  readonly rows: readonly RawRow[]
  readonly limit: number
  /** Rows in it and behind it, counted before ACLs; undefined where nobody says. */
  readonly left: number | undefined
  /** The one row of it, which cannot be sent whole. */
  readonly unreadable?: RawRow
}

/** Asks for the next rows, less at once where an answer does not come whole, and again where rows seem to be hidden. */
export interface Windows {
  next(offset: number): Promise<Window>
}

/** Times that one row alone is asked for before it is looked at by its key, and before it is given up. */
const enoughAlone = 3
const mostAlone = 9

type Page = Extract<PageAnswer, { kind: 'page' }>

/** Begins to ask for what stands behind a keyset's place. */
export function createWindows(
  client: ServiceNowClient,
  request: SweepRequest,
  keyset: Keyset,
  tally: Tally,
  signal: AbortSignal,
): Windows {
  const { table, fields } = request
  const size = createPageSize(request.pageSize)

  async function next(offset: number): Promise<Window> {
    const condition = keyset.condition()
    const query = orderBy(condition, ...keyset.order)
    let first: Window | undefined
    let triesAlone = 0
    for (;;) {
      const limit = size.now()
      const answer = await client.page({ table, query, fields, limit, offset }, signal)
      if (answer.kind === 'refused') throw tableRefused(table, answer)
      if (answer.kind === 'damaged') {
        if (size.shrink()) continue
        triesAlone += 1
        if (triesAlone % enoughAlone > 0) continue
        const one = await lookAtOne(query, offset)
        if (one !== undefined) return { rows: [], limit: 1, left: undefined, unreadable: one }
        // The row went away meanwhile; another one may stand in its place.
        if (triesAlone < mostAlone) continue
        throw pageDamaged(table, sayPlace(keyset), answer.because)
      }
      size.whole()
      const window = await toWindow(answer, condition, limit, offset)
      // A row deleted while the answer is made leaves a gap as a hidden one does; a second look tells them apart.
      if (shortBy(window) === 0 || tally.hides()) return window
      if (first !== undefined) return window.rows.length < first.rows.length ? first : window
      first = window
    }
  }

  async function toWindow(page: Page, condition: string, limit: number, offset: number): Promise<Window> {
    const { rows } = page
    const total = await totalOf(page, condition, limit, offset)
    const left = total === undefined ? undefined : Math.max(0, total - offset)
    return { rows, limit, left }
  }

  /**
   * A full page speaks for itself; a short one needs a count. The page's own may be one after ACLs, which hides what is
   * hidden: on the page that seems to be the last, nothing else would show it, so that the Aggregate API, which knows no
   * ACLs of rows, has to agree. An account that is never told has only the page's word; where counting was cancelled, it
   * may be told another night.
   */
  async function totalOf(page: Page, condition: string, limit: number, offset: number): Promise<number | undefined> {
    const { rows, total } = page
    const isLast = total === undefined ? rows.length < limit : total - offset <= limit
    // That rows are hidden is known by then; where a page ends is not, unless somebody says it.
    if (!isLast || (total !== undefined && tally.hides())) return total
    const counted = await client.count(table, condition, signal)
    if (counted === 'unanswered') return undefined
    return counted === undefined || total === undefined ? (counted ?? total) : Math.max(counted, total)
  }

  /** One row alone does not come whole: its key shows which it is, so that the sweep can go on behind it. */
  async function lookAtOne(query: string, offset: number): Promise<RawRow | undefined> {
    const answer = await client.page({ table, query, fields: keyset.order, limit: 1, offset }, signal)
    if (answer.kind === 'refused') throw tableRefused(table, answer)
    if (answer.kind === 'damaged') throw pageDamaged(table, sayPlace(keyset), answer.because)
    return answer.rows[0]
  }

  return { next }
}

/** How many rows a window shows fewer than were counted in it. */
export function shortBy({ rows, limit, left }: Window): number {
  return left === undefined ? 0 : Math.max(0, Math.min(limit, left) - rows.length)
}

function sayPlace(keyset: Keyset): string {
  const { sysId } = keyset.place()
  return sysId === '' ? 'its beginning' : `row ${quote(sysId)}`
}
