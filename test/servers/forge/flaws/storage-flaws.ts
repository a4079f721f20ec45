import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Storage answers 500, and nothing was done. */
export const storageFails: Flaw = {
  to: 'storage',
  defaults: {},
  instead: () => failure(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong'),
}

/** Storage answers 500 although what was asked for was done. */
export const storageFailsAfterwards: Flaw = {
  to: 'storage',
  defaults: {},
  after: () => failure(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong'),
}

/** Storage cannot be reached. */
export const storageUnreachable: Flaw = {
  to: 'storage',
  defaults: {},
  instead: () => new TypeError('fetch failed'),
}

/** The answer of storage never arrives, although what was asked for was done. */
export const storageAnswerLost: Flaw = {
  to: 'storage',
  defaults: {},
  after: () => new TypeError('fetch failed'),
}

/** Storage takes its time, by default more than any invocation has. */
export const storageSlow: Flaw<When & { readonly byMs?: number }> = {
  to: 'storage',
  defaults: { byMs: Number.POSITIVE_INFINITY },
  waitMs: ({ byMs = 0 }) => byMs,
}

/** Too much was asked for in this minute. */
export const storageRateLimited: Flaw = {
  to: 'storage',
  defaults: {},
  instead: () => failure(429, 'RATE_LIMIT_EXCEEDED', 'Rate limit exceeded'),
}

/** What the installation may store is used up: reading goes on, writing does not. */
export const storageFull: Flaw = {
  to: 'storage',
  defaults: {},
  instead: () => failure(429, 'RATE_LIMIT_EXCEEDED', 'The storage quota of this installation is exceeded'),
}

/** Storage answers 200 with something that is no JSON. */
export const storageGarbled: Flaw = {
  to: 'storage',
  defaults: {},
  after: () => new Response('<html><body>Bad gateway</body></html>', { status: 200 }),
}

/** Queries give what was stored some time ago. What is asked for by its key is never behind. */
export const queriesLag: Flaw<When & { readonly byMs?: number }> = {
  to: 'storage',
  defaults: { byMs: 5000 },
  lagMs: ({ byMs = 0 }) => byMs,
}

/** Some keys of a batch fail; which ones, `key` says by a part of them. */
export const batchPartlyFails: Flaw<When & { readonly key?: string }> = {
  to: 'storage',
  defaults: { key: '' },
  failsInBatch: ({ key: part = '' }, key) => key.includes(part),
}

function failure(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status })
}
