import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** No list says how many rows there are. */
export const noTotalCount: Flaw<When> = {
  defaults: {},
  reading: () => ({ counts: 'nothing' }),
}
