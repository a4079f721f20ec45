import { materialFields } from '@ticketbound/core'
import { type FieldMap, requestParts, sourceOf } from './field-map.ts'

/** What is read of every issue, whatever the map says. */
const always = [
  'project',
  'status',
  'created',
  'resolution',
  'resolutiondate',
  'statuscategorychangedate',
  'comment',
] as const

/** The fields to ask Jira for (`fields=`), each once. */
export function issueFieldIds(map: FieldMap): readonly string[] {
  const mapped = requestParts
    .map((part) => sourceOf(part, map))
    .flatMap((it) => (it && 'field' in it ? [it.field] : []))
  return [...new Set<string>([...always, ...mapped])]
}

/**
 * The fields of an issue whose change makes an approval void, each with what it says. A field that says several things
 * stands for the first of them.
 */
export function materialFieldsOf(map: FieldMap): ReadonlyMap<string, string> {
  const material = new Map<string, string>()
  for (const part of materialFields) {
    const source = sourceOf(part, map)
    if (source && 'field' in source && !material.has(source.field)) material.set(source.field, part)
  }
  return material
}
