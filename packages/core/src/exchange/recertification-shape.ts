import * as v from 'valibot'
import { exactObject, fieldNames } from './exact-object.ts'
import { EndText, IdText, InstantText } from './leaf-shapes.ts'

/** Everything that a recertification can decide. */
export const recertificationDecisions = ['keep', 'revoke'] as const

const entries = {
  principal: IdText,
  entitlement: IdText,
  decision: v.picklist(recertificationDecisions),
  until: v.nullish(EndText),
  decider: IdText,
  decidedAt: InstantText,
}

/** One row of `recertifications.ndjson`. */
export const RecertificationRow = exactObject(entries)

/** The fields of a recertification row. */
export const recertificationFields = fieldNames(entries)
