import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Some fields are left out of every record, as access rules do that keep them from the user. */
export const fieldsHiddenByAcl: Flaw<When & { readonly fields?: readonly string[] }> = {
  defaults: { fields: ['sys_updated_on'] },
  reading: ({ fields = [], table: only }) => ({
    hidesField: (table, field) => (only === undefined || only === table) && fields.includes(field),
  }),
}
