import { empty } from '../wire/answer.ts'
import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** The connection ends before the request is served. */
export const connectionDropped: Flaw<When> = {
  defaults: { every: 5 },
  instead: () => ({ ...empty(503), delivery: { how: 'dropped' } }),
}
