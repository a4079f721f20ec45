import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Conditions on some fields are taken for invalid and ignored, so that a filter lets too much through. */
export const queryPartsIgnored: Flaw<When & { readonly fields?: readonly string[] }> = {
  defaults: { fields: ['sys_id', 'sys_updated_on'] },
  reading: ({ fields = [] }) => ({ ignores: (_, { field }) => fields.includes(field) }),
}
