import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { TLSSocket } from 'node:tls'
import axios from 'axios'
import type { Connections } from './connections.ts'
import { type Failure, sortFailure } from './failure.ts'
import { flatHeaders, type Headers } from './headers.ts'
import type { HttpRequest, HttpResponse, HttpTimeouts } from './http-client.ts'
import { readBody } from './read-body.ts'

/** One try of a request. */
export interface Try {
  readonly method: HttpRequest['method']
  readonly url: URL
  readonly headers: Headers
  readonly body: string | undefined
  readonly connections: Connections
  readonly timeouts: Required<HttpTimeouts>
  readonly maxBytes: number
  readonly onBytes: (bytes: number) => void
}

/** How a try ended. */
export type Exchange =
  | { readonly ended: 'answered'; readonly response: HttpResponse }
  | { readonly ended: 'failed'; readonly failure: Failure }

/** Sends a request once and reads its answer to the end. Throws the signal's reason at once where that is aborted. */
export async function exchange(asked: Try, signal: AbortSignal): Promise<Exchange> {
  signal.throwIfAborted()
  const watch = watchTry(asked.timeouts, signal)
  try {
    const answer = await axios.request<Readable>({
      ...plain,
      method: asked.method,
      url: asked.url.href,
      headers: { ...asked.headers },
      data: asked.body,
      httpAgent: asked.connections.http,
      httpsAgent: asked.connections.https,
      signal: watch.signal,
      transport: { request: watch.request },
    })
    watch.answered()
    const headers = flatHeaders(Object.entries(answer.headers))
    const read = await readBody(answer.data, {
      encoding: headers['content-encoding'],
      contentType: headers['content-type'],
      maxBytes: asked.maxBytes,
      signal: watch.signal,
      onBytes: (bytes) => {
        watch.answered()
        asked.onBytes(bytes)
      },
    })
    if ('text' in read) return { ended: 'answered', response: { status: answer.status, headers, text: read.text } }
    const how = read.refused === 'too-large' ? 'too-large' : 'damaged'
    return { ended: 'failed', failure: { how, fault: read.refused, sent: true } }
  } catch (error) {
    signal.throwIfAborted()
    const late = watch.late()
    if (late !== undefined) return { ended: 'failed', failure: { how: 'slow', fault: late, sent: watch.sent() } }
    return { ended: 'failed', failure: sortFailure(error, watch.sent()) }
  } finally {
    watch.end()
  }
}

/** axios without what it does on its own: the answer is read as it is, whatever its status, and nothing is followed. */
const plain = {
  adapter: 'http',
  responseType: 'stream',
  decompress: false,
  maxRedirects: 0,
  proxy: false,
  maxBodyLength: Number.POSITIVE_INFINITY,
  transformRequest: (data: unknown) => data,
  transformResponse: (data: unknown) => data,
  validateStatus: () => true,
} as const

/** Which limit was passed. */
type Late = 'connecting' | 'no-byte' | 'total'

interface Watch {
  /** Aborted with the caller's signal, or where it takes too long. */
  readonly signal: AbortSignal
  /** Makes the request, in axios's place, so that its connection can be watched. */
  readonly request: (options: RequestOptions, onResponse: (response: IncomingMessage) => void) => ClientRequest
  /** Something of the answer has arrived. */
  readonly answered: () => void
  readonly late: () => Late | undefined
  /** Whether there was a connection that the request could have gone out on. */
  readonly sent: () => boolean
  readonly end: () => void
}

function watchTry({ connectMs, firstByteMs, stallMs, totalMs }: Required<HttpTimeouts>, outer: AbortSignal): Watch {
  const stop = new AbortController()
  let late: Late | undefined
  let sent = false
  const giveUp = (why: Late) => () => {
    late ??= why
    stop.abort()
  }
  const abort = () => stop.abort()
  outer.addEventListener('abort', abort, { once: true })
  const total = setTimeout(giveUp('total'), totalMs)
  const connecting = setTimeout(giveUp('connecting'), connectMs)
  let silence: NodeJS.Timeout | undefined
  let hasBegun = false

  function goneOut(): void {
    clearTimeout(connecting)
    sent = true
    silence = setTimeout(giveUp('no-byte'), firstByteMs)
  }

  function answered(): void {
    if (hasBegun) {
      silence?.refresh()
      return
    }
    hasBegun = true
    clearTimeout(silence)
    silence = setTimeout(giveUp('no-byte'), stallMs)
  }

  function request(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest {
    const made = (options.protocol === 'https:' ? https : http).request(options, onResponse)
    made.once('socket', (socket) => onceReady(socket, goneOut))
    return made
  }

  function end(): void {
    for (const timer of [total, connecting, silence]) clearTimeout(timer)
    outer.removeEventListener('abort', abort)
  }

  return { signal: stop.signal, request, answered, late: () => late, sent: () => sent, end }
}

/** Calls back once a request can go out on a connection, which for TLS is after the handshake. */
function onceReady(socket: Socket, ready: () => void): void {
  if (socket instanceof TLSSocket && !socket.authorized) socket.once('secureConnect', ready)
  else if (socket.connecting) socket.once('connect', ready)
  else ready()
}
