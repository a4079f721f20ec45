import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Changelogs come in pages of so many entries, whatever is asked for; within an issue there is just the newest page. */
export const changelogCut: Flaw<When & { readonly entries?: number }> = {
  defaults: { entries: 2 },
  begin: ({ entries = 2 }, { habits }) => {
    habits.shown = { ...habits.shown, changelogLimit: entries }
    return () => {
      const { changelogLimit: _limit, ...shown } = habits.shown
      habits.shown = shown
    }
  },
}
