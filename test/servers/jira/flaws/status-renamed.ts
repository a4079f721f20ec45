import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** A status has another name, and the same id. */
export const statusRenamed: Flaw<When & { readonly status?: string; readonly name?: string }> = {
  defaults: { status: '10001', name: 'In review' },
  begin: ({ status = '', name = '' }, { world }) => {
    const before = world.statuses.get(status)
    if (before === undefined) return () => undefined
    world.statuses.set(status, { ...before, name })
    return () => {
      world.statuses.set(status, before)
    }
  },
}
