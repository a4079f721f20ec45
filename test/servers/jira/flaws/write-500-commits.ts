import { failure } from '../wire/answer.ts'
import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** A write is committed and said to have failed. */
export const write500Commits: Flaw<When> = {
  defaults: { every: 3 },
  after: (_options, answer) => (answer.status < 300 ? failure(500, 'Internal server error') : answer),
}
