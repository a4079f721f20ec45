import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** The platform's proxy answers itself, and the product is not asked. */
export const proxyFails: Flaw<When & { readonly status?: number; readonly reason?: string }> = {
  to: 'product',
  defaults: { status: 502, reason: 'UPSTREAM_FAILURE' },
  instead: ({ status = 502, reason = '' }) => new Response(null, { status, headers: { 'forge-proxy-error': reason } }),
}

/** The product cannot be reached. */
export const productUnreachable: Flaw = {
  to: 'product',
  defaults: {},
  instead: () => new TypeError('fetch failed'),
}

/** The product takes its time, by default more than any invocation has. */
export const productSlow: Flaw<When & { readonly byMs?: number }> = {
  to: 'product',
  defaults: { byMs: Number.POSITIVE_INFINITY },
  waitMs: ({ byMs = 0 }) => byMs,
}

/** The product answers with a status of its own trouble. */
export const productFails: Flaw<When & { readonly status?: number; readonly retryAfter?: number }> = {
  to: 'product',
  defaults: { status: 503 },
  instead: ({ status = 503, retryAfter }) =>
    new Response('', { status, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } }),
}

/** The product answers 200 with a page for people. */
export const productGarbled: Flaw = {
  to: 'product',
  defaults: {},
  after: () => new Response('<html><body>Log in</body></html>', { status: 200 }),
}

/** The product does what it was asked, and the answer never arrives. */
export const productAnswerLost: Flaw = {
  to: 'product',
  defaults: {},
  after: () => new TypeError('fetch failed'),
}

/** Pushing to a queue is refused. */
export const pushRefused: Flaw = {
  to: 'events',
  defaults: {},
  instead: () => Response.json({ errorMessage: 'Rate limit exceeded' }, { status: 429 }),
}
