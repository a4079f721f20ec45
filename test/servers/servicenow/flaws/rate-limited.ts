import { failure } from '../wire/answer.ts'
import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Requests are refused as more than a rule of `sys_rate_limit_rules` allows in an hour; default every fifth. */
export const rateLimited: Flaw<When & { readonly retryAfter?: number; readonly limit?: number }> = {
  defaults: { every: 5, retryAfter: 1, limit: 100 },
  instead: ({ retryAfter = 1, limit = 100 }, { world }) =>
    failure(429, 'Rate limit exceeded', `Rate limit of ${limit} requests per hour for Table API exceeded`, {
      'Retry-After': String(retryAfter),
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Reset': String(Math.floor(world.now() / 1000) + retryAfter),
      'X-RateLimit-Rule': 'a3d1ee70a9fe1121008a5f6b1c6f5d2e',
    }),
}
