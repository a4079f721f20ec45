import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Comments come in pages of so many, whatever is asked for. */
export const commentsCut: Flaw<When & { readonly comments?: number }> = {
  defaults: { comments: 1 },
  begin: ({ comments = 1 }, { habits }) => {
    habits.shown = { ...habits.shown, commentLimit: comments }
    return () => {
      const { commentLimit: _limit, ...shown } = habits.shown
      habits.shown = shown
    }
  },
}
