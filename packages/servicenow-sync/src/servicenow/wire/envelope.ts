import { parseStrictJson, quote } from '@ticketbound/core'
import type { HttpResponse } from '../../http/http-client.ts'
import type { RawRow } from '../raw-row.ts'
import { isSysId } from './sys-id.ts'

/** What the Table API answered to a request for a page. */
export type PageAnswer =
  | {
      readonly kind: 'page'
      readonly rows: readonly RawRow[]
      /** Rows that match the query, counted before ACLs: `X-Total-Count`. */
      readonly total: number | undefined
      /** When the instance answered by its own clock, in milliseconds; it says so in whole seconds. */
      readonly servedAt?: number
    }
  /** Cut, cancelled or not whole: ask for less. */
  | { readonly kind: 'damaged'; readonly because: string }
  /** 400, 403, 404: asking again does not help. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string; readonly detail?: string }

/** A value, or why the body cannot be used. */
export type Opened<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly because: string }

type JsonObject = Readonly<Record<string, unknown>>

/** `YYYY-MM-DD HH:MM:SS`, as the database keeps it. */
const stamp = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/

/**
 * Reads one page of the fields that were asked for. A body counts only when it is whole: a JSON content type, JSON that
 * says one thing to every reader, no `error`, no `status: failure`, and in `result` nothing but rows with a `sys_id`.
 */
export function readPage(response: HttpResponse, fields: readonly string[]): PageAnswer {
  if (response.status !== 200) return readRefusal(response)
  const result = readResult(response)
  if (!result.ok) return { kind: 'damaged', because: result.because }
  if (!Array.isArray(result.value)) return { kind: 'damaged', because: '`result` is no list' }
  const rows: RawRow[] = []
  for (const given of result.value) {
    const row = readRow(given, fields)
    if (!row.ok) return { kind: 'damaged', because: row.because }
    if (!hasStamps(row.value)) return { kind: 'damaged', because: 'a row has a time that is none' }
    rows.push(row.value)
  }
  const servedAt = Date.parse(response.headers.date ?? '')
  return { kind: 'page', rows, total: readTotal(response), ...(!Number.isNaN(servedAt) && { servedAt }) }
}

/** The times that the instance keeps go into the next query as they are; a table without them has none. */
function hasStamps({ sys_created_on: created = '', sys_updated_on: updated = '' }: RawRow): boolean {
  return [created, updated].every((time) => time === '' || stamp.test(time))
}

/** Reads the `result` of a body that is whole. */
export function readResult({ headers, text }: HttpResponse): Opened<unknown> {
  const body = readBody(headers, text)
  if (!body.ok) return body
  // ServiceNow: a transaction cancelled while its answer was written ends in an `error` beside the rows so far, as 200.
  if (Object.hasOwn(body.value, 'error')) return notWhole(`it holds an error: ${quote(said(body.value.error).message)}`)
  if (body.value.status === 'failure') return notWhole('it says `status: failure`')
  if (!Object.hasOwn(body.value, 'result')) return notWhole('it has no `result`')
  return { ok: true, value: body.value.result }
}

/**
 * Reads one row as text, only the fields that were asked for: what was not asked for is not kept. Values are text in
 * this API; a number or a flag is taken for its text and null for no value, because other versions write them so. A
 * reference that comes with its link all the same is taken for its value. Anything else is no value of a row.
 */
export function readRow(given: unknown, fields: readonly string[]): Opened<RawRow> {
  if (!isObject(given)) return notWhole('a row is no object')
  const row: Record<string, string> = {}
  for (const field of fields) {
    if (!Object.hasOwn(given, field)) continue
    const text = toText(given[field])
    if (text === undefined) return notWhole(`the value of ${quote(field)} is no text`)
    row[field] = text
  }
  if (row.sys_id === undefined) return notWhole('a row has no `sys_id`')
  if (!isSysId(row.sys_id)) return notWhole(`${quote(row.sys_id)} is no \`sys_id\``)
  return { ok: true, value: row }
}

/** Reads what an answer that is no page says about itself. */
export function readRefusal({ status, headers, text }: HttpResponse): PageAnswer {
  const body = readBody(headers, text)
  const { message, detail } = body.ok ? said(body.value.error) : { message: '', detail: undefined }
  const words = message === '' ? `status ${status}` : message
  // The status of a cancelled transaction is 500 or 200, as it happens.
  if (status >= 500) return { kind: 'damaged', because: `it says ${quote(words)}` }
  return { kind: 'refused', status, message: words, ...(detail !== undefined && { detail }) }
}

/** Says in one clause what an answer that is no page says about itself. */
export function sayRefusal(response: HttpResponse): string {
  const answer = readRefusal(response)
  if (answer.kind === 'refused')
    return answer.detail === undefined ? answer.message : `${answer.message}: ${answer.detail}`
  return answer.kind === 'damaged' ? answer.because : ''
}

function readBody(headers: HttpResponse['headers'], text: string): Opened<JsonObject> {
  const type = headers['content-type'] ?? ''
  if (!/^application\/(?:[a-z0-9.+-]+\+)?json\b/i.test(type)) return notWhole(`its content type is ${quote(type)}`)
  const reading = parseStrictJson(text)
  // The text of a parser's complaint quotes the body, and so people's data.
  if (!reading.ok) return notWhole(`it is not whole JSON (${reading.faults.map(({ code }) => code).join(', ')})`)
  return isObject(reading.value) ? { ok: true, value: reading.value } : notWhole('it is no JSON object')
}

function readTotal({ headers }: HttpResponse): number | undefined {
  const text = headers['x-total-count']?.trim() ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return isObject(value) && typeof value.value === 'string' ? value.value : undefined
}

function said(error: unknown): { readonly message: string; readonly detail: string | undefined } {
  if (typeof error === 'string') return { message: error, detail: undefined }
  if (!isObject(error)) return { message: '', detail: undefined }
  const { message, detail } = error
  return {
    message: typeof message === 'string' ? message : '',
    detail: typeof detail === 'string' && detail !== '' ? detail : undefined,
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function notWhole(because: string): { readonly ok: false; readonly because: string } {
  return { ok: false, because }
}
