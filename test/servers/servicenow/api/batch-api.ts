import { STATUS_CODES } from 'node:http'
import { type Answer, failure, json } from '../wire/answer.ts'
import type { UserCall } from '../wire/call.ts'
import type { Instance } from './instance.ts'
import { recordIn } from './record-in.ts'

interface Item {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly body?: string
  readonly headers?: readonly { readonly name: string; readonly value: string }[]
  readonly exclude_response_headers?: boolean
}

/**
 * Answers `POST /api/now/v1/batch`, one item after the other.
 * @see https://www.servicenow.com/docs/r/api-reference/rest-apis/batch-api.html
 */
export function batchApi(instance: Instance, call: UserCall, serve: (call: UserCall) => Answer): Answer {
  const body = recordIn(call.body)
  const items = Array.isArray(body?.rest_requests) ? (body.rest_requests as readonly Item[]) : undefined
  if (items === undefined) return failure(400, 'Bad Request', 'rest_requests is missing')
  // ServiceNow: what is left when the time is up is named, and not done.
  const served = items.slice(0, call.habits.servesOfBatch ?? items.length)
  return json(200, {
    batch_request_id: String(body?.batch_request_id ?? ''),
    serviced_requests: served.map((item) => serviced(item, serveItem(instance, call, item, serve))),
    unserviced_requests: items.slice(served.length).map(({ id }) => id),
  })
}

function serveItem({ world }: Instance, call: UserCall, item: Item, serve: (call: UserCall) => Answer): Answer {
  const { pathname, searchParams } = new URL(item.url, 'http://instance')
  const bytes = Buffer.from(item.body ?? '', 'base64')
  const most = Number(world.property('glide.rest.batch.max.inputSize') ?? String(5 * 2 ** 20))
  if (bytes.length > most) return failure(413, 'Request Entity Too Large', 'The item exceeds the maximum input size')
  const named = (item.headers ?? []).map(({ name, value }) => [name.toLowerCase(), value] as const)
  const headers = { ...Object.fromEntries(named), authorization: call.headers.authorization ?? '' }
  const at = { method: item.method.toUpperCase(), path: pathname, query: searchParams }
  return serve({ ...call, ...at, headers, bytes, body: bytes.toString() })
}

function serviced({ id, exclude_response_headers: withoutHeaders }: Item, { status, headers, body, bytes }: Answer) {
  const named = Object.entries(headers).map(([name, value]) => ({ name, value }))
  return {
    id,
    body: (bytes ?? Buffer.from(body)).toString('base64'),
    status_code: status,
    status_text: STATUS_CODES[status] ?? '',
    headers: withoutHeaders ? [] : named,
    execution_time: 1,
  }
}
