import * as v from 'valibot'
import { exactObject, fieldNames } from './exact-object.ts'
import { EndText, IdText, InstantText, listOf } from './leaf-shapes.ts'

const entries = {
  account: IdText,
  entitlement: IdText,
  level: v.nullish(IdText),
  grantedAt: v.nullish(InstantText),
  lastUsedAt: v.nullish(InstantText),
  expiresAt: v.nullish(EndText),
  credentialRotatedAt: v.nullish(InstantText),
  via: v.nullish(listOf(IdText)),
}

/** One row of `access.ndjson`. */
export const GrantRow = exactObject(entries)

/** The fields of a grant row. */
export const grantFields = fieldNames(entries)
