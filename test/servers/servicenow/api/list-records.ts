import type { ReadingHabits } from '../flaws/reading-habits.ts'
import type { Condition, EncodedQuery, Operator } from '../query/encoded-query.ts'
import { countRows, type Found, findRows } from '../query/find-rows.ts'
import { parseQuery } from '../query/parse-query.ts'
import { type Answer, failure, json } from '../wire/answer.ts'
import type { UserCall } from '../wire/call.ts'
import type { Row } from '../world/row.ts'
import type { Instance } from './instance.ts'
import { pageLinks } from './page-links.ts'
import { queryText } from './query-text.ts'
import { rowRenderer } from './render-row.ts'

const matches: ReadonlySet<Operator> = new Set([
  '=',
  '!=',
  'IN',
  'NOT IN',
  'SAMEAS',
  'NSAMEAS',
  'ANYTHING',
  'EMPTYSTRING',
  'ISEMPTY',
  'ISNOTEMPTY',
])

/**
 * Answers `GET /api/now/table/{table}`.
 * @see https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html
 */
export function listRecords(instance: Instance, call: UserCall, table: string, version: string | undefined): Answer {
  const found = findAsked(instance, call, table)
  if (found === 'refused') return refusedQuery()
  const limit = wholeNumber(call.query.get('sysparm_limit'), 10_000)
  const offset = wholeNumber(call.query.get('sysparm_offset'), 0)
  // ServiceNow: the window is cut before access rules are asked, so that a page can be short, or empty, before the end.
  const visible = found.page(offset, limit).filter((row) => isVisible(call, table, row))
  const headers = headersOf(instance, call, table, { found, limit, offset })
  // ServiceNow: version 1 calls nothing found an error.
  if (visible.length === 0 && version === 'v1') return failure(404, 'No Record found', noRecord, headers)
  return json(200, { result: visible.map(rowRenderer(instance, call, table)) }, headers)
}

/** What the documentation says of a record that is not there, or not for this user. */
export const noRecord = "Record doesn't exist or ACL restricts the record retrieval"

/** Answers that a query compares what the user may not compare. */
export function refusedQuery(): Answer {
  const detail = 'Field(s) present in the query do not have permission to be read'
  return failure(403, 'Insufficient rights to query records', detail)
}

/** Gives the rows that a call's query asks for, before access rules, or says that it may not be asked. */
export function findAsked(instance: Instance, call: UserCall, table: string): Found | 'refused' {
  const asked = queryAsked(instance, call, table)
  if (asked === 'refused') return 'refused'
  return findRows(instance.world, table, asked.query, asked.habits)
}

/** Counts the rows that a call's query asks for, before access rules, or says that it may not be asked. */
export function countAsked(instance: Instance, call: UserCall, table: string): number | 'refused' {
  const asked = queryAsked(instance, call, table)
  return asked === 'refused' ? 'refused' : countRows(instance.world, table, asked.query, asked.habits)
}

function queryAsked({ world }: Instance, call: UserCall, table: string) {
  const query = parseQuery(queryText(world, call, table))
  const refused = refusedParts(call, table, query)
  if (refused === 'refused') return 'refused'
  const ignores = ignored(call, table, refused)
  const habits = {
    invalidLeavesNone: world.property('glide.invalid_query.returns_no_rows') === 'true',
    ...(ignores !== undefined && { ignores }),
    tieBreak: call.habits.tieBreak,
  }
  if (refused === 'no-rows') return { query: { ...query, branches: [] }, habits }
  return { query: refused === 'ignored' ? { ...query, order: [] } : query, habits }
}

function ignored({ habits }: UserCall, table: string, refused: ReadingHabits['ranges']) {
  const { ignores } = habits
  if (refused !== 'ignored' && ignores === undefined) return undefined
  return (condition: Condition): boolean =>
    (refused === 'ignored' && !matches.has(condition.operator)) || (ignores?.(table, condition) ?? false)
}

/** Whether a user sees a row, by the access rules and by the instance's flaws. */
export function isVisible({ permissions, habits }: UserCall, table: string, row: Row): boolean {
  return permissions.sees(table, row) && !habits.hidesRow?.(table, row)
}

function refusedParts(
  { permissions, habits }: UserCall,
  table: string,
  { branches, order }: EncodedQuery,
): ReadingHabits['ranges'] {
  const conditions = branches.flat(2)
  const isRange = order.length > 0 || conditions.some(({ operator }) => !matches.has(operator))
  if (isRange && habits.ranges !== undefined) return habits.ranges
  // Whoever may read nothing gets no rows; that is not refused.
  if (!permissions.may('read', table)) return undefined
  const isMatch = conditions.some(({ operator }) => matches.has(operator))
  return (isRange && !permissions.mayRange(table)) || (isMatch && !permissions.mayMatch(table)) ? 'refused' : undefined
}

interface Window {
  readonly found: Found
  readonly limit: number
  readonly offset: number
}

function headersOf(instance: Instance, call: UserCall, table: string, { found, limit, offset }: Window) {
  const { query, habits } = call
  if (query.get('sysparm_no_count') === 'true' || habits.counts === 'nothing') return {}
  // ServiceNow: the count is taken before access rules are asked.
  const visible = (): number => found.rows().filter((row) => isVisible(call, table, row)).length
  const total = habits.counts === 'visible' ? visible() : found.total
  const count = { 'X-Total-Count': String(total) }
  if (query.get('sysparm_suppress_pagination_header') === 'true') return count
  const link = pageLinks(`${instance.url()}${call.path}`, query, { total, limit, offset })
  return link === undefined ? count : { ...count, Link: link }
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d+$/.test(text) ? Number(text) : otherwise
}
