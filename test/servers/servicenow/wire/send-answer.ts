import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Answer } from './answer.ts'

/** Bodies below so many bytes are not worth packing. */
const packedFrom = 1024

/** An answer, and when it goes out. */
export interface Sending {
  readonly answer: Answer
  /** When the request came, by the clock of `performance`. */
  readonly since: number
  /** How long after that the answer goes out at the earliest: what it took to make it is part of that. */
  readonly latencyMs: number
  readonly signal: AbortSignal
}

/** Sends an answer, badly where it says so, and gives the bytes of the body that went out. */
export async function sendAnswer(
  { answer, since, latencyMs, signal }: Sending,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  const { delivery } = answer
  const { body, headers } = packed(answer, request)
  const wait = since + latencyMs - performance.now() + (delivery?.how === 'late' ? delivery.afterMs : 0)
  if (wait > 0) await setTimeout(wait, undefined, { signal, ref: false }).catch(() => undefined)
  if (response.destroyed) return 0
  if (delivery?.how === 'dropped') {
    request.socket.resetAndDestroy()
    return 0
  }
  response.writeHead(answer.status, { ...headers, ...(body.length > 0 && { 'Content-Length': body.length }) })
  if (request.method === 'HEAD' || body.length === 0) {
    response.end()
    return 0
  }
  if (delivery?.how === 'stalled' || delivery?.how === 'reset') {
    const part = body.subarray(0, Math.min(delivery.afterBytes, body.length - 1))
    await new Promise<void>((sent) => response.write(part, () => sent()))
    // A stalled answer ends when the client gives up, or with the server.
    if (delivery.how === 'reset') request.socket.resetAndDestroy()
    return part.length
  }
  response.end(body)
  return body.length
}

function packed({ body, bytes, headers }: Answer, { headers: asked }: IncomingMessage) {
  const plain = bytes ?? Buffer.from(body)
  if (plain.length < packedFrom || !/\bgzip\b/.test(asked['accept-encoding']?.toString() ?? ''))
    return { body: plain, headers }
  return { body: gzipSync(plain, { level: 1 }), headers: { ...headers, 'Content-Encoding': 'gzip' } }
}
