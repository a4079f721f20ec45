import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** A field of the site's own is gone; what issues hold for it comes back with it. */
export const fieldRemoved: Flaw<When & { readonly field?: string }> = {
  defaults: { field: 'customfield_10053' },
  begin: ({ field = '' }, { world }) => {
    const before = world.fields.get(field)
    world.fields.delete(field)
    return () => {
      if (before !== undefined) world.fields.set(field, before)
    }
  },
}
