import type { AdminFunctions } from './admin-function.ts'
import { checkFields } from './fields/check-fields.ts'
import { proposeFields } from './fields/propose-fields.ts'
import { readFields } from './fields/read-fields.ts'
import { removeFields } from './fields/remove-fields.ts'
import { saveFields } from './fields/save-fields.ts'

/** Everything that the settings page of a project can call: of that project only. */
export const projectFunctions = {
  'fields.read': readFields,
  'fields.propose': proposeFields,
  'fields.check': checkFields,
  'fields.save': saveFields,
  'fields.remove': removeFields,
} as const satisfies AdminFunctions
