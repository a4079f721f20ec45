import type { Call } from '../flaws/when.ts'
import { sizeOf } from './check-value.ts'
import type { Meter } from './create-meter.ts'
import { serveKvs } from './serve-kvs.ts'
import type { KvsAnswer } from './serve-values.ts'
import type { Habits, Shelves } from './shelves.ts'

/** Answers a storage call, unless too much is asked for. */
export function answerStorageCall(
  { shelves, meter }: { readonly shelves: Shelves; readonly meter: Meter },
  { call, body }: Call,
  habits: Habits,
): Response {
  const reads = call.endsWith('get') || call.endsWith('query')
  const writesTooMuch = reads ? undefined : meter.take('write', Buffer.byteLength(body))
  if (writesTooMuch !== undefined) return toResponse(writesTooMuch)
  const answer = serveKvs(shelves, { verb: call, body: JSON.parse(body) as unknown }, habits)
  const readsTooMuch = reads ? meter.take('read', sizeOf(answer.body)) : undefined
  return toResponse(readsTooMuch ?? answer)
}

function toResponse({ status, body }: KvsAnswer): Response {
  const text = body === undefined ? null : JSON.stringify(body)
  return new Response(text, { status, headers: { 'content-type': 'application/json', 'x-b3-traceid': 'emulated' } })
}
