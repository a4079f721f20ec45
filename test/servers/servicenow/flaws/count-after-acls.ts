import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Lists count only what the user may see, so that hidden rows do not show in the count. */
export const countAfterAcls: Flaw<When> = {
  defaults: {},
  reading: () => ({ counts: 'visible' }),
}
