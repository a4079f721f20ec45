import type { Flaw } from './flaw.ts'

/** The connection ends before the request is served. */
export const connectionDropped: Flaw = {
  defaults: { every: 3 },
  instead: () => ({ status: 503, headers: {}, body: '', delivery: { how: 'dropped' } }),
}
