import { empty } from '../wire/answer.ts'
import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** The session's queue is full: the request is accepted, and dropped. */
export const accepted202: Flaw<When> = {
  defaults: { every: 5 },
  instead: () => empty(202),
}
