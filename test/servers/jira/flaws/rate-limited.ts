import { json } from '../wire/answer.ts'
import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/**
 * Requests are refused as too many; default every third.
 * @see https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export const rateLimited: Flaw<When & { readonly retryAfter?: number }> = {
  defaults: { every: 3, retryAfter: 1 },
  instead: ({ retryAfter = 1 }, _nth, { world }) =>
    json(
      429,
      { errorMessages: ['Rate limit exceeded.'], errors: {} },
      {
        'Retry-After': String(retryAfter),
        'X-RateLimit-Limit': '350',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': new Date(world.now() + retryAfter * 1000).toISOString(),
        'RateLimit-Reason': 'jira-burst-based',
      },
    ),
}
