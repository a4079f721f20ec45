import * as v from 'valibot'
import { exactObject, fieldNames } from './exact-object.ts'
import { EndText, IdText, InstantText, SomeWords } from './leaf-shapes.ts'

const scopeEntries = {
  finding: v.nullish(IdText),
  kind: v.nullish(IdText),
  principal: v.nullish(IdText),
  account: v.nullish(IdText),
  entitlement: v.nullish(IdText),
  system: v.nullish(IdText),
}

const ScopeFields = exactObject(scopeEntries)

const entries = {
  id: IdText,
  owner: IdText,
  reason: SomeWords,
  from: InstantText,
  until: EndText,
  covers: v.lazy((covers) => (typeof covers === 'string' ? IdText : ScopeFields)),
  approvedBy: IdText,
}

/** One row of `exceptions.ndjson`. */
export const ExceptionRow = exactObject(entries)

/** The fields of an exception row. */
export const exceptionFields = fieldNames(entries)

/** The fields by which an exception can say what it covers. */
export const scopeFields = fieldNames(scopeEntries)
