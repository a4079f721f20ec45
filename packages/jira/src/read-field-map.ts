import {
  bad,
  exactObject,
  good,
  IdText,
  issueFaults,
  listOf,
  type PathReading,
  parseEnd,
  quote,
  type Reading,
  recordOf,
  requestKinds,
  textOf,
} from '@ticketbound/core'
import * as v from 'valibot'
import type { FieldMap } from './field-map.ts'

const FieldId = textOf(readFieldId)
const NumberText = textOf(readNumber)

/** A part of a request as it is written: where it stands, or what always holds. */
function sourceShape<const Value extends v.GenericSchema<string, string>>(value: Value) {
  const fixed = exactObject({ fixed: value })
  const field = exactObject({ field: FieldId, values: v.exactOptional(recordOf(IdText, value)) })
  return v.lazy((source: unknown) => (isFixed(source) ? fixed : field))
}

function isFixed(source: unknown): boolean {
  return typeof source === 'object' && source !== null && Object.hasOwn(source, 'fixed')
}

const source = sourceShape(IdText)
const ids = v.exactOptional(listOf(NumberText))

/** A field map as it is written. */
const FieldMapDocument = exactObject({
  kind: sourceShape(v.picklist(requestKinds)),
  principal: source,
  entitlement: source,
  level: v.exactOptional(source),
  owner: v.exactOptional(source),
  requester: v.exactOptional(source),
  expiresAt: v.exactOptional(sourceShape(textOf((text) => readFixedEnd(text)))),
  justification: v.exactOptional(source),
  exception: v.exactOptional(source),
  statuses: v.exactOptional(exactObject({ closedComplete: ids, closedIncomplete: ids, cancelled: ids, pastGate: ids })),
  resolutions: v.exactOptional(exactObject({ closedIncomplete: ids, cancelled: ids })),
})

/** Reads a field map, or tells what is wrong with it and where. Unknown keys are faults; fields and statuses go by id. */
export function readFieldMap(value: unknown): PathReading<FieldMap> {
  const shaped = v.safeParse(FieldMapDocument, value)
  if (!shaped.success) return { ok: false, faults: issueFaults(shaped.issues) }
  return { ok: true, value: shaped.output }
}

/** `customfield_10050`, or a field of Jira's own. Nothing else is a field's id, a name with spaces least of all. */
function readFieldId(text: string): Reading<string> {
  if (/^[a-z][A-Za-z0-9_-]{0,99}$/.test(text)) return good(text)
  return bad({
    code: 'field-not-an-id',
    message: `${quote(text)} is not the id of a field`,
    help: 'write its id, such as customfield_10050 or reporter: a name can change, and two fields can share one',
  })
}

function readNumber(text: string): Reading<string> {
  if (/^\d{1,18}$/.test(text)) return good(text)
  return bad({
    code: 'status-not-an-id',
    message: `${quote(text)} is not an id`,
    help: 'write the number by which Jira knows the status or resolution, in quotes: a name can change',
  })
}

function readFixedEnd(text: string): Reading<string> {
  const end = parseEnd(text, 'UTC')
  return end.ok ? good(text) : end
}
