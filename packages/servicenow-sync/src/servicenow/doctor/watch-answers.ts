import type { HttpClient, HttpResponse } from '../../http/http-client.ts'

/** The rate limit rule that an answer named. */
export interface RateLimit {
  /** Its `sys_id` in `sys_rate_limit_rules`; empty where the answer did not say. */
  readonly rule: string
  /** Requests in an hour. */
  readonly limit: number
}

/** What the answers so far said beside their bodies. */
export interface Sightings {
  /** The instance's clock less this machine's, in milliseconds: the time that the question travelled is in it. */
  readonly clockSkewMs: number | undefined
  readonly rateLimit: RateLimit | undefined
}

/** What was last answered, and how long it took. */
export interface LastAnswer {
  readonly tookMs: number
  readonly response: HttpResponse | undefined
}

/** An HTTP client that remembers what its answers said beside their bodies. */
export interface WatchedHttp extends HttpClient {
  sightings(): Sightings
  last(): LastAnswer
}

/** Watches the answers of a client; `now` is this machine's clock in milliseconds. */
export function watchAnswers(http: HttpClient, now: () => number): WatchedHttp {
  let clockSkewMs: number | undefined
  let rateLimit: RateLimit | undefined
  let last: LastAnswer = { tookMs: 0, response: undefined }

  async function send(...asked: Parameters<HttpClient['send']>): Promise<HttpResponse> {
    const before = now()
    last = { tookMs: 0, response: undefined }
    const response = await http.send(...asked)
    const after = now()
    last = { tookMs: after - before, response }
    clockSkewMs = skewOf(response, before, after) ?? clockSkewMs
    rateLimit = limitOf(response) ?? rateLimit
    return response
  }

  return {
    send,
    usage: () => http.usage(),
    close: () => http.close(),
    sightings: () => ({ clockSkewMs, rateLimit }),
    last: () => last,
  }
}

/** A `Date` names a whole second, and was written between question and answer: nearer than that nobody can tell. */
function skewOf({ headers }: HttpResponse, before: number, after: number): number | undefined {
  const served = Date.parse(headers.date ?? '')
  if (Number.isNaN(served)) return undefined
  if (served + 999 < before) return served + 999 - before
  return served > after ? served - after : 0
}

function limitOf({ headers }: HttpResponse): RateLimit | undefined {
  const limit = headers['x-ratelimit-limit']?.trim() ?? ''
  return /^\d{1,12}$/.test(limit) ? { rule: headers['x-ratelimit-rule'] ?? '', limit: Number(limit) } : undefined
}
