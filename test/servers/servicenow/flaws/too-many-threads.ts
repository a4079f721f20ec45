import { failure } from '../wire/answer.ts'
import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** The node has no thread left for integrations: refused like too many requests, but without a word on when to come back. */
export const tooManyThreads: Flaw<When> = {
  defaults: { every: 5 },
  instead: () => failure(429, 'Too Many Requests', 'Maximum number of API_INT transactions in queue exceeded'),
}
