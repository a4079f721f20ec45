import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** The `Date` of answers is off by so many seconds. */
export const clockSkewed: Flaw<When & { readonly seconds?: number }> = {
  defaults: { seconds: 600 },
  after: ({ seconds = 600 }, answer, { world }) => {
    const date = new Date(world.now() + seconds * 1000).toUTCString()
    return { ...answer, headers: { ...answer.headers, Date: date } }
  },
}
