import type { Flaw } from './flaw.ts'

/** Events wait until somebody asks for them to be told (`settled`). */
export const eventsLate: Flaw = {
  defaults: {},
  begin: (_options, { events: { habits } }) => {
    habits.held = true
    return () => {
      habits.held = false
    }
  },
}
