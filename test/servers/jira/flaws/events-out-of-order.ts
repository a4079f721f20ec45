import type { Flaw } from './flaw.ts'

/** Events wait until somebody asks for them to be told (`settled`), and then the last one comes first. */
export const eventsOutOfOrder: Flaw = {
  defaults: {},
  begin: (_options, { events: { habits } }) => {
    habits.reversed = true
    return () => {
      habits.reversed = false
    }
  },
}
