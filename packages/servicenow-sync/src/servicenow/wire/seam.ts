import type { RawRow } from '../raw-row.ts'
import { and, field, orderBy } from './encoded-query.ts'
import { numberOf } from './number-of.ts'
import { queryIgnored } from './sweep-errors.ts'
import type { Sweeping } from './sweeping.ts'
import type { Window } from './window.ts'

/** Rows that are passed over and brought one by one; where they are more, the order is not worth the name. */
const mostMissed = 50

/** Looks at where two pages meet. */
export interface Seam {
  /** Called with each window before its rows are taken. Gives rows that stand before it and were never shown. */
  check(window: Window, skip: number): Promise<readonly RawRow[]>
}

/**
 * Holds each page to the count of the next: what was left before it, less its own rows, is what is left behind it. Where
 * that is too little, rows were deleted meanwhile, or were passed over because the database orders its keys otherwise
 * than it compares them; asking once more for the stretch of that page shows which, and brings those that were passed over.
 * Increments cannot be held to it, because rows that change leave them.
 */
export function createSeam({ client, request, keyset, tally, signal }: Sweeping): Seam {
  const { table, fields } = request
  let expected: number | undefined

  async function check(window: Window, skip: number): Promise<readonly RawRow[]> {
    if (request.by !== 'sys_id' || skip > 0 || window.left === undefined) {
      expected = undefined
      return []
    }
    // What is counted and not shown may be hidden, or comparing may bring nothing; what was read tells which.
    const isOdd = expected !== undefined && (window.left < expected || (window.rows.length === 0 && window.left > 0))
    expected = window.rows.length === 0 ? undefined : window.left - window.rows.length
    return isOdd && !tally.hides() ? lookAgain() : []
  }

  async function lookAgain(): Promise<readonly RawRow[]> {
    const stretch = keyset.lastStretch()
    if (stretch === undefined) return []
    const { condition, known } = stretch
    const query = orderBy(condition, ...keyset.order)
    const answer = await client.page({ table, query, fields: keyset.order, limit: known.size * 2 }, signal)
    const total =
      answer.kind === 'page' ? (answer.total ?? numberOf(await client.count(table, condition, signal)) ?? 0) : 0
    if (answer.kind !== 'page' || total > answer.rows.length) return giveUp()
    const ids = answer.rows.map((row) => row.sys_id ?? '')
    if (!ids.some((id) => known.has(id)) && (await isStill([...known].at(-1) ?? ''))) {
      throw queryIgnored(table, 'comparing by `sys_id` brings nothing, though rows are there')
    }
    const missed = ids.filter((id) => !known.has(id))
    return missed.length > mostMissed ? giveUp() : (await Promise.all(missed.map(bring))).flat()
  }

  function giveUp(): readonly RawRow[] {
    tally.passedOver()
    return []
  }

  async function bring(sysId: string): Promise<readonly RawRow[]> {
    const query = and(request.filter, field('sys_id').is(sysId))
    const answer = await client.page({ table, query, fields, limit: 1 }, signal)
    if (answer.kind !== 'page') tally.unreadable(sysId)
    const rows = answer.kind === 'page' ? answer.rows : []
    if (!rows.every(request.accepts)) throw queryIgnored(table, 'rows come that the filter excludes')
    return rows
  }

  async function isStill(sysId: string): Promise<boolean> {
    const query = and(request.filter, field('sys_id').is(sysId))
    const answer = await client.page({ table, query, fields: keyset.order, limit: 1 }, signal)
    return answer.kind === 'page' && answer.rows.length > 0
  }

  return { check }
}
