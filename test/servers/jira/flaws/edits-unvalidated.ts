import type { Flaw } from './flaw.ts'

/** Edits, deletions and changes of type by REST are made without asking the app's action validators. */
export const editsUnvalidated: Flaw = {
  defaults: {},
  begin: (_options, { habits }) => {
    habits.editsUnvalidated = true
    return () => {
      habits.editsUnvalidated = false
    }
  },
}
