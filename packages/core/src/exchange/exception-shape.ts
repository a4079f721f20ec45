import * as v from 'valibot'
import { bad, good, quote } from '../fault.ts'
import { isFindingKind } from '../finding/kinds.ts'
import { exactObject, fieldNames } from './exact-object.ts'
import { EndText, IdText, InstantText, SomeWords, textOf } from './leaf-shapes.ts'

/** A kind nobody knows would cover nothing, and nobody would notice. */
const KindText = textOf((text) => {
  if (isFindingKind(text)) return good(text)
  return bad({
    code: 'kind-unknown',
    message: `${quote(text)} is no kind of finding`,
    help: 'list the kinds with `ticketbound findings --kinds`',
  })
})

const scopeEntries = {
  finding: v.nullish(IdText),
  kind: v.nullish(KindText),
  principal: v.nullish(IdText),
  account: v.nullish(IdText),
  entitlement: v.nullish(IdText),
  system: v.nullish(IdText),
  rule: v.nullish(IdText),
  ticket: v.nullish(IdText),
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
