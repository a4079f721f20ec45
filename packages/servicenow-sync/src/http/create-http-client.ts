import { setImmediate } from 'node:timers/promises'
import pLimit from 'p-limit'
import pRetry from 'p-retry'
import type { TicketboundError } from '../errors.ts'
import { readBaseUrl, urlOf } from './address.ts'
import { backOff } from './back-off.ts'
import { systemClock } from './clock.ts'
import { createConnections } from './connections.ts'
import { exchange, type Try } from './exchange.ts'
import type { Failure } from './failure.ts'
import { type Headers, joinHeaders } from './headers.ts'
import type { HttpClient, HttpOptions, HttpRequest, HttpResponse } from './http-client.ts'
import { doubtfulError, failureError, passingError, refusedError } from './http-errors.ts'
import { judgeByStatus } from './judge-by-status.ts'
import { createPace } from './pace.ts'
import { withoutSecrets } from './redact.ts'
import { readRetryAfter } from './retry-after.ts'
import { withoutEcho } from './without-echo.ts'

const defaults = {
  timeouts: { connectMs: 10_000, firstByteMs: 90_000, stallMs: 20_000, totalMs: 300_000 },
  retry: { attempts: 8, firstMs: 500, mostMs: 30_000, patienceMs: 120_000 },
  maxBytes: 64 * 1024 * 1024,
} as const

/** A try that may be made again, and what it is if no further one is made. */
class Passing extends Error {
  readonly ending: TicketboundError
  readonly retryAfterMs: number | undefined

  constructor(ending: TicketboundError, retryAfterMs?: number) {
    super(ending.code)
    this.ending = ending
    this.retryAfterMs = retryAfterMs
  }
}

/** Makes a client for one vendor. Throws a config error for an address or certificates that cannot be used. */
export function createHttpClient(options: HttpOptions): HttpClient {
  const { vendor, authorize, judge = judgeByStatus, clock = systemClock, maxBytes = defaults.maxBytes } = options
  const base = readBaseUrl(options.baseUrl, vendor)
  const timeouts = { ...defaults.timeouts, ...options.timeouts }
  const retry = { ...defaults.retry, ...options.retry }
  const pools = createConnections(vendor, options.tls)
  const { requestsPerHour = Number.POSITIVE_INFINITY } = options
  const pace = createPace({ vendor, requestsPerHour, patienceMs: retry.patienceMs, clock })
  const limit = pLimit(options.concurrency)
  const closing = new AbortController()
  /** The credentials that were given last, to tell whether those that were refused have been renewed meanwhile. */
  let latest = ''
  let [requests, retries, bytes] = [0, 0, 0]

  async function send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
    const stop = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal])
    try {
      const response = await orAborted(
        limit(() => tryUntilAnswered(request, stop)),
        stop,
      )
      // Whoever waited for this place sends now, not once the answer has been taken apart: that can take long.
      await setImmediate()
      return response
    } catch (error) {
      stop.throwIfAborted()
      throw withoutSecrets(error instanceof Passing ? error.ending : error, authorize?.secrets() ?? [])
    }
  }

  function tryUntilAnswered(request: HttpRequest, stop: AbortSignal): Promise<HttpResponse> {
    return pRetry(() => tryOnce(request, stop), {
      retries: retry.attempts - 1,
      // p-retry counts and ends the tries; the waits are ours, so that a test's clock rules them.
      minTimeout: 0,
      signal: stop,
      async shouldRetry({ error, attemptNumber }) {
        if (!(error instanceof Passing)) return false
        await pace.rest(waitAfter(error, attemptNumber), stop)
        retries += 1
        return true
      },
    })
  }

  function waitAfter({ retryAfterMs }: Passing, failed: number): number {
    const own = backOff(retry, failed, clock.random())
    // What the server asks for stands before our own; a little more, so that those it asked do not all come at once.
    return retryAfterMs === undefined || retryAfterMs === 0 ? own : retryAfterMs + Math.min(own, retry.firstMs)
  }

  async function tryOnce(request: HttpRequest, stop: AbortSignal): Promise<HttpResponse> {
    const first = await ask(request, stop)
    if (first !== 'refused') return first
    const second = await ask(request, stop)
    if (second !== 'refused') return second
    throw refusedError({ vendor, what: request.what })
  }

  /** Asks once; `refused` where the credentials were, and have been renewed since. */
  async function ask(request: HttpRequest, stop: AbortSignal): Promise<HttpResponse | 'refused'> {
    await pace.begin(request.what, stop)
    const credentials = (await authorize?.headers(stop)) ?? {}
    const used = JSON.stringify(credentials)
    latest = used
    const ended = await exchange(tryOf(request, credentials), stop)
    if (ended.ended === 'failed') throw judgeFailure(request, ended.failure)
    const response = withoutEcho(ended.response, credentials, authorize?.secrets() ?? [])
    return judgeAnswer(request, response, () => {
      if (used !== latest) return
      latest = ''
      authorize?.renew()
    })
  }

  function tryOf(request: HttpRequest, credentials: Headers): Try {
    const { method, body, contentType = 'application/json' } = request
    const own = { accept: 'application/json', 'accept-encoding': 'gzip', 'user-agent': options.userAgent }
    const typed: Headers = body === undefined ? {} : { 'content-type': contentType }
    requests += 1
    return {
      method,
      url: urlOf(base, request),
      headers: joinHeaders(vendor, own, typed, request.headers ?? {}, credentials),
      body,
      connections: mayRepeat(request) ? pools.kept : pools.fresh,
      timeouts,
      maxBytes,
      onBytes: (more) => {
        bytes += more
      },
    }
  }

  function judgeAnswer(request: HttpRequest, response: HttpResponse, renew: () => void): HttpResponse | 'refused' {
    const { what } = request
    const judgement = judge(response, request)
    switch (judgement.answer) {
      case 'take':
        return response
      case 'fail':
        throw judgement.error
      case 'renew':
        if (authorize === undefined) return response
        renew()
        return 'refused'
      case 'retry': {
        const { status } = response
        // A request that was limited was not carried out; of one that failed inside the server nobody knows.
        if (!mayRepeat(request) && status !== 429) throw doubtfulError({ vendor, what }, { status })
        const retryAfterMs = readRetryAfter(response.headers, clock.now())
        if (retryAfterMs !== undefined) pace.hold(retryAfterMs, what)
        throw new Passing(passingError({ vendor, what }, status, judgement.because), retryAfterMs)
      }
    }
  }

  function judgeFailure(request: HttpRequest, failure: Failure): Error {
    const asked = { vendor, what: request.what }
    const error = failureError(asked, failure)
    if (error.kind === 'config') return error
    if (failure.sent && !mayRepeat(request)) return doubtfulError(asked, { fault: failure.fault })
    return failure.how === 'too-large' ? error : new Passing(error)
  }

  function close(): void {
    closing.abort(new Error(`the client of ${vendor} was closed`))
    pools.close()
  }

  return { send, close, usage: () => ({ requests, retries, waitedMs: pace.waitedMs(), bytes }) }
}

function mayRepeat({ method, repeatable = method === 'GET' }: HttpRequest): boolean {
  return repeatable
}

/** Waits for a promise no longer than until the signal is aborted. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
