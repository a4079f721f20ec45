import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Somebody's account is not active any more. */
export const userDeactivated: Flaw<When & { readonly user?: string }> = {
  defaults: { user: 'acc-bob' },
  begin: ({ user = '' }, { world }) => {
    world.changeUser(user, { active: false })
    return () => world.changeUser(user, { active: true })
  },
}
