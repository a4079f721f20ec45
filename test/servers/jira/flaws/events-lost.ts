import type { Flaw } from './flaw.ts'

/** Events never reach the app. */
export const eventsLost: Flaw = {
  defaults: {},
  begin: (_options, { events: { habits } }) => {
    habits.copies = 0
    return () => {
      habits.copies = 1
    }
  },
}
