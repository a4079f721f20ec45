import { quote } from '@ticketbound/core'
import { inputError, type TicketboundError, upstreamError } from '../../errors.ts'
import type { HttpClient, HttpRequest } from '../../http/http-client.ts'
import type { RawRow } from '../raw-row.ts'
import { countIn, readCounts } from './counted-answer.ts'
import { encodedLength, longestQuery } from './encoded-query.ts'
import { type PageAnswer, readPage, readResult, readRow, sayRefusal } from './envelope.ts'
import type { GroupCounter } from './group-counter.ts'
import type { Count, PageRequest, ServiceNowClient, Written } from './servicenow-client.ts'
import { isSysId } from './sys-id.ts'
import { readImported, readWritten } from './written-answer.ts'

/** Version 2 answers a query that nothing matches with an empty list; the first version answers it with 404. */
const tableApi = '/api/now/v2/table'

/** Plain values, in UTC, references without links: what does not depend on who asks. */
const plainValues = { sysparm_display_value: 'false', sysparm_exclude_reference_link: 'true' } as const

const mostLooks = 3

type Wish = Pick<HttpRequest, 'path' | 'what'> & { readonly query: Readonly<Record<string, string>> }

/** Asks an instance through its REST APIs. The HTTP client judges its answers by `judge-answer.ts`. */
export function createServiceNowClient(http: HttpClient): ServiceNowClient & GroupCounter {
  const get = (wish: Wish, signal: AbortSignal | undefined) => http.send({ method: 'GET', ...wish }, signal)

  async function page(request: PageRequest, signal?: AbortSignal): Promise<PageAnswer> {
    const { table, fields, limit, offset = 0 } = request
    const query = {
      sysparm_query: fitting(request.query),
      sysparm_fields: withKey(fields).join(','),
      sysparm_limit: String(limit),
      ...(offset > 0 && { sysparm_offset: String(offset) }),
      ...plainValues,
      // The link to the next page repeats the whole query in a header, four times over.
      sysparm_suppress_pagination_header: 'true',
    }
    return readPage(await get({ path: pathOf(table), query, what: sayTable(table) }, signal), withKey(fields))
  }

  async function count(table: string, query: string, signal?: AbortSignal): Promise<Count> {
    const wish: Wish = {
      path: `/api/now/stats/${named(table)}`,
      query: { sysparm_count: 'true', ...(query !== '' && { sysparm_query: fitting(query) }) },
      what: `the count of ${sayTable(table)}`,
    }
    for (let look = 0; look < mostLooks; look += 1) {
      const response = await get(wish, signal)
      // ServiceNow: counting is cancelled after a minute, too, with a status of 500 or 200.
      if (response.status >= 500) continue
      if (response.status !== 200) return undefined
      const result = readResult(response)
      if (result.ok) return countIn(result.value)
    }
    return 'unanswered'
  }

  async function countBy(
    table: string,
    name: string,
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, number> | undefined> {
    const wish: Wish = {
      path: `/api/now/stats/${named(table)}`,
      query: { sysparm_count: 'true', sysparm_group_by: named(name) },
      what: `the counts of ${sayTable(table)}`,
    }
    const response = await get(wish, signal)
    return response.status === 200 ? readCounts(readResult(response), name) : undefined
  }

  async function record(
    table: string,
    sysId: string,
    fields: readonly string[],
    { display = false, signal }: { readonly display?: boolean; readonly signal?: AbortSignal } = {},
  ): Promise<RawRow | undefined> {
    const query = { ...plainValues, sysparm_display_value: String(display), sysparm_fields: withKey(fields).join(',') }
    const wish = { path: pathOf(table, sysId), query, what: `a record of ${sayTable(table)}` }
    let because = ''
    for (let look = 0; look < mostLooks; look += 1) {
      const response = await get(wish, signal)
      if (response.status === 403 || response.status === 404) return undefined
      const result =
        response.status === 200 ? readResult(response) : ({ ok: false, because: quote(sayRefusal(response)) } as const)
      const row = result.ok ? readRow(result.value, withKey(fields)) : result
      if (row.ok) return row.value
      because = row.because
    }
    throw recordNotRead(table, because)
  }

  async function insert(table: string, values: RawRow, signal?: AbortSignal): Promise<Written> {
    return write({ method: 'POST', path: pathOf(table), what: `a new record in ${sayTable(table)}` }, values, signal)
  }

  async function update(table: string, sysId: string, values: RawRow, signal?: AbortSignal): Promise<Written> {
    // A change repeated would write a note twice.
    const what = `a change to a record of ${sayTable(table)}`
    return write({ method: 'PATCH', path: pathOf(table, sysId), what }, values, signal)
  }

  async function write(
    request: Pick<HttpRequest, 'method' | 'path' | 'what'>,
    values: RawRow,
    signal: AbortSignal | undefined,
  ): Promise<Written> {
    // Times in what is written are UTC, not those of the user's profile.
    const query = { ...plainValues, sysparm_input_display_value: 'false' }
    const body = JSON.stringify(values)
    return readWritten(await http.send({ ...request, query, body, repeatable: false }, signal))
  }

  async function importRow(stagingTable: string, values: RawRow, signal?: AbortSignal): Promise<Written> {
    const request: HttpRequest = {
      method: 'POST',
      path: `/api/now/import/${named(stagingTable)}`,
      body: JSON.stringify(values),
      what: `a row in import table ${quote(stagingTable)}`,
      repeatable: false,
    }
    return readImported(await http.send(request, signal))
  }

  return {
    page,
    count,
    countBy,
    record,
    insert,
    update,
    importRow,
    usage: () => http.usage(),
    close: () => http.close(),
  }
}

function withKey(fields: readonly string[]): readonly string[] {
  return fields.includes('sys_id') ? fields : ['sys_id', ...fields]
}

function pathOf(table: string, sysId?: string): string {
  const path = `${tableApi}/${named(table)}`
  if (sysId === undefined) return path
  if (!isSysId(sysId)) throw malformed(sysId, 'the key of a record')
  return `${path}/${sysId}`
}

function named(table: string): string {
  if (!/^[a-z0-9_]+$/.test(table)) throw malformed(table, 'the name of a table')
  return table
}

function sayTable(table: string): string {
  return `table ${quote(table)}`
}

function fitting(query: string): string {
  const length = encodedLength(query)
  if (length <= longestQuery) return query
  throw inputError({
    code: 'query-too-long',
    message: `a query has ${length} characters, and an instance can be asked at most ${longestQuery}`,
    help: 'narrow it with fewer values; a long list is asked for in parts',
  })
}

function recordNotRead(table: string, because: string): TicketboundError {
  return upstreamError({
    code: 'record-not-read',
    message: `a record of ${sayTable(table)} cannot be read: ${because}`,
    help: 'run again later; where a field or the table is refused, grant the account read access to it',
    context: { table },
  })
}

function malformed(given: string, what: string): TicketboundError {
  return inputError({
    code: 'servicenow-name-malformed',
    message: `${quote(given)} cannot be ${what}`,
    help: 'write names of tables and keys exactly as the instance has them',
  })
}
