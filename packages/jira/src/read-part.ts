import { bad, type Fault, good, quote, type Reading, type RequestKind, requestKinds } from '@ticketbound/core'
import { fieldFault } from './field-fault.ts'
import type { FieldMap, IssueField, RequestPart } from './field-map.ts'
import { sourceOf } from './field-map.ts'
import { type FieldValue, readFieldValue } from './field-value.ts'
import { readJiraInstantText } from './jira-time.ts'
import type { Issue } from './schema.ts'

const dateOnly = /^\d{4}-\d\d-\d\d$/

/** Reads what an issue says of one part of a request; `undefined` where the field is empty or the map has none for it. */
export function readPart(part: RequestPart, issue: Issue, map: FieldMap): Reading<string | undefined> {
  const source = sourceOf(part, map)
  if (source === undefined) return good(undefined)
  if ('fixed' in source) return good(source.fixed)
  const text = readField(source, issue)
  if (!text.ok) return bad(...text.faults.map((fault) => fieldFault(source.field, part, fault)))
  if (text.value === undefined || part !== 'expiresAt') return text
  const end = readEnd(text.value)
  return end.ok ? end : bad(...end.faults.map((fault) => fieldFault(source.field, part, fault)))
}

/** Reads the kind of a request. A value that the map does not know is none, whatever it looks like. */
export function readKind(issue: Issue, map: FieldMap): Reading<RequestKind> {
  const text = readPart('kind', issue, map)
  if (!text.ok) return text
  const kind = requestKinds.find((known) => known === text.value)
  if (kind !== undefined) return good(kind)
  return bad(fieldFault(fieldOf(map.kind), 'kind', text.value === undefined ? emptyKind : unknownKind(text.value)))
}

/** What a fault of a part names: the field it is read from, or the part itself where no field says it. */
export function fieldOfPart(part: RequestPart, map: FieldMap): string {
  const source = sourceOf(part, map)
  return source === undefined ? part : fieldOf(source, part)
}

function fieldOf(source: FieldMap['kind'], part = 'kind'): string {
  return 'field' in source ? source.field : part
}

function readField({ field, values }: IssueField, issue: Issue): Reading<string | undefined> {
  // A field that was uninstalled, or does not belong to this type of issue, is missing here; an empty one is null.
  if (!Object.hasOwn(issue.fields, field)) return bad(notOnIssue)
  const value = readFieldValue(issue.fields[field])
  if (!value.ok || value.value === undefined) return value.ok ? good(undefined) : value
  return meaningOf(value.value, values)
}

/** By id first: somebody may call another option what this one was called. */
function meaningOf({ ids, text }: FieldValue, values: IssueField['values']): Reading<string> {
  for (const key of text === undefined ? ids : [...ids, text]) {
    if (values !== undefined && Object.hasOwn(values, key)) return good(values[key] ?? '')
  }
  return text === undefined ? bad(notMapped(ids)) : good(text)
}

/** A bare date stays one, to end in the policy's zone. */
function readEnd(text: string): Reading<string> {
  return dateOnly.test(text) ? good(text) : readJiraInstantText(text)
}

const notOnIssue: Fault = {
  code: 'field-not-on-issue',
  message: 'the issue does not have this field',
  help: 'install the field again or give it to this type of issue, or change the field map',
}

const emptyKind: Fault = {
  code: 'field-missing',
  message: 'nothing says which kind of request this is',
  help: 'fill the field in',
}

function unknownKind(text: string): Fault {
  return {
    code: 'value-not-mapped',
    message: `the field map does not say which kind ${quote(text)} is`,
    help: `add it to \`values\` of \`kind\`, as one of ${requestKinds.join(', ')}`,
  }
}

function notMapped(ids: readonly string[]): Fault {
  return {
    code: 'value-not-mapped',
    message: `the field map does not say what ${quote(ids[0] ?? '')} stands for, and the field shows no text of its own`,
    help: 'add it to `values` of this field, by its id',
  }
}
