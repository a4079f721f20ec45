import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** 200 with a body that ends in the middle. */
export const damaged200: Flaw<When> = {
  defaults: { every: 3, method: 'GET' },
  after: (_options, answer) => ({ ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) }),
}
