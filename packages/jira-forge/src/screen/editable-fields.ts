import * as v from 'valibot'

/**
 * What a person may set on an issue, as `GET /rest/api/3/issue/{key}/editmeta` gives it; only what is read.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-editmeta-get
 */
export const EditMeta = v.object({
  fields: v.record(
    v.string(),
    v.object({
      schema: v.object({ type: v.string(), items: v.nullish(v.string()), custom: v.nullish(v.string()) }),
      operations: v.nullish(v.array(v.string())),
      allowedValues: v.nullish(v.array(v.unknown())),
    }),
  ),
})
export type EditMeta = v.InferOutput<typeof EditMeta>

const Allowed = v.object({
  id: v.string(),
  value: v.nullish(v.string()),
  name: v.nullish(v.string()),
  disabled: v.nullish(v.boolean()),
})

/** One value that a list offers. */
export interface AllowedValue {
  readonly id: string
  readonly text: string
}

/** What a field takes: somebody, a day, a moment, one of a list, a text, or a text that Jira keeps as a document. */
export type FieldTakes = 'user' | 'day' | 'moment' | 'option' | 'text' | 'document'

/** A field that whoever looks may set. */
export interface EditableField {
  readonly takes: FieldTakes
  /** The field holds a list; one value is all that can be read from it. */
  readonly isList: boolean
  readonly allowed: readonly AllowedValue[]
}

/** The fields that can be set in place, by id. Fields of a type that is not known here are left out. */
export function toEditableFields({ fields }: EditMeta): ReadonlyMap<string, EditableField> {
  const editable = new Map<string, EditableField>()
  for (const [id, { schema, operations, allowedValues }] of Object.entries(fields)) {
    const isList = schema.type === 'array'
    const takes = takesOf(isList ? (schema.items ?? '') : schema.type, schema.custom ?? '')
    if (takes === undefined || operations?.includes('set') === false) continue
    editable.set(id, { takes, isList, allowed: (allowedValues ?? []).flatMap(toAllowed) })
  }
  return editable
}

function takesOf(type: string, custom: string): FieldTakes | undefined {
  switch (type) {
    case 'user':
      return 'user'
    case 'date':
      return 'day'
    case 'datetime':
      return 'moment'
    case 'option':
      return 'option'
    case 'string':
      // Jira: a text of several lines is an Atlassian document in version 3 of the interface.
      return custom.endsWith(':textarea') ? 'document' : 'text'
    default:
      return undefined
  }
}

function toAllowed(value: unknown): readonly AllowedValue[] {
  const shaped = v.safeParse(Allowed, value)
  if (!shaped.success || shaped.output.disabled === true) return []
  const { id, value: text, name } = shaped.output
  return [{ id, text: text ?? name ?? id }]
}

/** Writes a value as Jira takes it for a field. A day that is given for a moment ends with `endOfDay`. */
export function toJiraValue(
  { takes, isList }: EditableField,
  value: string,
  endOfDay: (day: string) => string,
): unknown {
  const one = oneValue(takes, value, endOfDay)
  return isList ? [one] : one
}

function oneValue(takes: FieldTakes, value: string, endOfDay: (day: string) => string): unknown {
  switch (takes) {
    case 'user':
      return { accountId: value }
    case 'option':
      return { id: value }
    case 'moment':
      return endOfDay(value)
    case 'document':
      return toDocument(value)
    case 'day':
    case 'text':
      return value
  }
}

/** @see https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
function toDocument(text: string) {
  const paragraphs = text.split(/\n+/).filter((line) => line.trim() !== '')
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
  }
}
