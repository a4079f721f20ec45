import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** What stands before Jira answers for it, with a page: 500, 502, 503 and 504 in turn, or those that are named. */
export const serverErrors: Flaw<When & { readonly statuses?: readonly number[] }> = {
  defaults: { every: 3, statuses: [500, 502, 503, 504] },
  instead: ({ statuses = [] }, nth) => ({
    status: statuses[(nth - 1) % statuses.length] ?? 503,
    headers: { 'content-type': 'text/html' },
    body: '<html><body><h1>Service unavailable</h1></body></html>',
  }),
}
