import { quote } from '@ticketbound/core'
import { isOutOfOrder } from '../wire/sys-id-order.ts'
import type { Said } from './check.ts'
import { type Look, sayLook } from './look.ts'
import type { Page, QueryProbes } from './probe-table.ts'
import { aclRemedy } from './remedies.ts'
import { rangeFields } from './required-acls.ts'

/** One question that was not answered as it was asked. */
interface Fault {
  readonly operation: 'query_range' | 'query_match'
  readonly field: string
  readonly says: string
  /** Refused in so many words; anything else has other causes too. */
  readonly isRefusal: boolean
}

/**
 * Judges the questions by which a table is paged, against its first page. A query ACL may refuse them; an instance
 * that leaves out what it may not compare answers with rows that were not asked for.
 */
export function judgeQuery(table: string, first: Page, probes: QueryProbes): Said {
  const unanswered = answersOf(probes).find(({ kind }) => kind === 'damaged' || kind === 'error')
  if (unanswered !== undefined && unanswered.kind !== 'page')
    return { outcome: 'failed', found: sayLook(unanswered), fix: 'run again, when the instance has less to do' }
  const faults = [...rangeFaults(first, probes), ...matchFaults(probes)]
  if (faults.length === 0) return honoured(first, probes)
  const ranges = [...new Set(faults.filter(({ operation }) => operation === 'query_range').map(({ field }) => field))]
  const matches = [...new Set(faults.filter(({ operation }) => operation === 'query_match').map(({ field }) => field))]
  const fixes = [
    ...(ranges.length > 0 ? [aclRemedy('query_range', table, rangeFields)] : []),
    ...(matches.length > 0 ? [aclRemedy('query_match', table, matches)] : []),
    ...(faults.every(({ isRefusal }) => isRefusal)
      ? []
      : [`the same columns must be readable, because a comparison of a hidden one is left out without a word`]),
  ]
  return { outcome: 'missing', found: faults.map(({ says }) => says).join('; '), fix: fixes.join('; ') }
}

function answersOf({ ordered, behind, since, until, listed }: QueryProbes): readonly Look[] {
  return [ordered, since.answer, until.answer, ...(behind ? [behind.answer] : []), ...(listed ? [listed.answer] : [])]
}

function honoured({ rows }: Page, { behind, listed }: QueryProbes): Said {
  if (behind !== undefined && listed !== undefined && rows.length > 1)
    return { outcome: 'ok', found: 'keys, seconds, order and lists of keys are honoured' }
  return { outcome: 'ok', found: 'none of them is refused; with so few rows no more can be shown' }
}

function rangeFaults(first: Page, { ordered, behind, since, until }: QueryProbes): readonly Fault[] {
  const fault = (field: string) => (says: string | undefined, isRefusal: boolean) =>
    says === undefined ? [] : [{ operation: 'query_range' as const, field, says, isRefusal }]
  const refusals = [
    ...fault('sys_id')(refusal('the order of `sys_id`', ordered), true),
    ...fault('sys_id')(behind && refusal('a range of `sys_id`', behind.answer), true),
    ...fault('sys_updated_on')(refusal('a range of `sys_updated_on`', since.answer), true),
    ...fault('sys_created_on')(refusal('a range of `sys_created_on`', until.answer), true),
  ]
  const strays = [
    ...fault('sys_id')(orderStray(first, ordered), false),
    ...fault('sys_id')(behind && behindStray(ordered, behind.key, behind.answer), false),
    ...fault('sys_updated_on')(sinceStray(first, since.second, since.answer), false),
    ...fault('sys_created_on')(untilStray(until.second, until.answer), false),
  ]
  return [...refusals, ...strays]
}

function matchFaults({ listed }: QueryProbes): readonly Fault[] {
  if (listed === undefined) return []
  const { keys, answer } = listed
  const fault = (says: string, isRefusal: boolean) => [
    { operation: 'query_match' as const, field: 'sys_id', says, isRefusal },
  ]
  const refused = refusal('a list of `sys_id`', answer)
  if (refused !== undefined) return fault(refused, true)
  if (answer.kind !== 'page') return []
  if (answer.rows.some((row) => !keys.includes(row.sys_id ?? '')))
    return fault('a list of `sys_id` is ignored: other rows come', false)
  return answer.rows.length === 0 ? fault('a list of `sys_id` gives no row', false) : []
}

/** ServiceNow: rows are hidden after they are counted, so that a page of rows that are all hidden is no empty one. */
function isEmpty({ rows, total = 0 }: Page): boolean {
  return rows.length === 0 && total === 0
}

function refusal(what: string, answer: Look): string | undefined {
  return answer.kind === 'page' ? undefined : `${what} is refused: ${sayLook(answer)}`
}

function orderStray(first: Page, ordered: Look): string | undefined {
  if (ordered.kind !== 'page') return undefined
  const keys = ordered.rows.map((row) => row.sys_id ?? '')
  if (keys.length === 0)
    return first.rows.length > 0 && isEmpty(ordered) ? 'with the order of `sys_id` no row comes' : undefined
  const stray = keys.some((key, at) => at > 0 && isOutOfOrder(keys[at - 1] ?? '', key))
  return stray ? 'the order of `sys_id` is ignored' : undefined
}

/** Behind the first row comes what came second before; where rows are hidden, there may be fewer of them. */
function behindStray(ordered: Look, key: string, answer: Look): string | undefined {
  if (answer.kind !== 'page' || ordered.kind !== 'page') return undefined
  const keys = answer.rows.map((row) => row.sys_id ?? '')
  if (keys.includes(key)) return 'a range of `sys_id` is ignored: rows come again'
  const next = ordered.rows[1]?.sys_id
  if (next !== undefined && isEmpty(answer)) return 'a range of `sys_id` gives no row'
  return undefined
}

function sinceStray(first: Page, second: string, answer: Look): string | undefined {
  if (answer.kind !== 'page') return undefined
  const seconds = answer.rows.map((row) => row.sys_updated_on ?? '')
  if (seconds.some((at) => at < second))
    return `a range of \`sys_updated_on\` is ignored: rows before ${quote(second)} come`
  if (seconds.some((at, index) => index > 0 && at < (seconds[index - 1] ?? '')))
    return 'the order of `sys_updated_on` is ignored'
  const expected = first.rows.some((row) => (row.sys_updated_on ?? '') >= second)
  return expected && isEmpty(answer) ? 'a range of `sys_updated_on` gives no row' : undefined
}

function untilStray(second: string, answer: Look): string | undefined {
  if (answer.kind !== 'page') return undefined
  return answer.rows.some((row) => (row.sys_created_on ?? '') >= second)
    ? `a range of \`sys_created_on\` is ignored: rows from ${quote(second)} on come`
    : undefined
}
