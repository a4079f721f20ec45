import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Somebody's account is gone; where it stood, there is a former user. */
export const userDeleted: Flaw<When & { readonly user?: string }> = {
  defaults: { user: 'acc-bob' },
  begin: ({ user = '' }, { world }) => {
    const before = world.users.get(user)
    world.users.delete(user)
    return () => {
      if (before !== undefined) world.users.set(user, before)
    }
  },
}
