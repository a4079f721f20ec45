import { quote } from '@ticketbound/core'
import { type TicketboundError, upstreamError } from '../../errors.ts'
import type { PageAnswer } from './envelope.ts'

/** Makes the error of rows that the query did not ask for: `part` says what of it the instance did not keep to. */
export function queryIgnored(table: string, part: string): TicketboundError {
  return upstreamError({
    code: 'query-ignored',
    message: `the instance does not keep to what is asked of table ${quote(table)}: ${part}`,
    help: 'a field that the account may not search or sort by is left out of a query without a word: grant query_range and query_match on it, for `sys_id`, `sys_updated_on` and `sys_created_on` too; `glide.invalid_query.returns_no_rows` makes such queries empty instead',
    context: { table },
  })
}

/** Makes the error of a table that the instance does not let be read. */
export function tableRefused(table: string, answer: Extract<PageAnswer, { kind: 'refused' }>): TicketboundError {
  return upstreamError({
    code: 'table-refused',
    message: `table ${quote(table)} cannot be read: status ${answer.status}, ${quote(answer.message)}`,
    help: 'check that the table exists there and allows web services, and that the account has a role with read access to it, and query_range on `sys_id`, `sys_updated_on` and `sys_created_on`; `ticketbound doctor` says which of them is missing',
    context: { table, status: answer.status },
  })
}

/** Makes the error of a page that does not come whole, however little is asked for. */
export function pageDamaged(table: string, behind: string, because: string): TicketboundError {
  return upstreamError({
    code: 'page-damaged',
    message: `no whole answer comes from table ${quote(table)} behind ${behind}, not even for one row: ${because}`,
    help: 'the instance may be overloaded, or have something that alters answers in front of it: run again later, then look at its transaction log',
    context: { table },
  })
}
