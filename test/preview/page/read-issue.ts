import { askJira } from './api.ts'

/** An issue as the page shows it: everything is text already. */
export interface ShownIssue {
  readonly key: string
  readonly summary: string
  readonly type: string
  readonly projectKey: string
  readonly status: { readonly name: string; readonly category: string }
  readonly fields: readonly ShownField[]
  readonly transitions: readonly Transition[]
  readonly comments: readonly { readonly id: string; readonly author: string; readonly text: string }[]
  readonly changes: readonly Change[]
}

/** A field of the issue, and how it can be edited on the page where it can. */
export interface ShownField {
  readonly id: string
  readonly name: string
  readonly value: string
  /** What the field holds as an input of the page has it; absent where the page does not edit it. */
  readonly editable?: { readonly type: 'date' | 'text'; readonly value: string }
}

/** A way out of the status. */
export interface Transition {
  readonly id: string
  readonly name: string
  readonly to: string
}

/** One line of the issue's history. */
export interface Change {
  readonly id: string
  readonly author: string
  readonly at: string
  readonly text: string
}

type Raw = Readonly<Record<string, unknown>>

/** Reads an issue through Jira's REST interface, as whoever is at the screen; a refusal is what Jira says of it. */
export async function readIssue(key: string): Promise<ShownIssue | { readonly refused: string }> {
  const [issue, ways] = await Promise.all([
    askJira('GET', `/rest/api/3/issue/${encodeURIComponent(key)}?expand=names,schema,changelog`),
    askJira('GET', `/rest/api/3/issue/${encodeURIComponent(key)}/transitions`),
  ])
  if (!issue.ok) return { refused: sayErrors(issue.body) }
  const body = raw(issue.body)
  const fields = raw(body.fields)
  return {
    key: String(body.key),
    summary: String(fields.summary ?? ''),
    type: sayValue(fields.issuetype),
    projectKey: String(raw(fields.project).key ?? ''),
    status: { name: sayValue(fields.status), category: String(raw(raw(fields.status).statusCategory).key ?? '') },
    fields: shownFields(fields, raw(body.names), raw(body.schema)),
    transitions: items(raw(ways.body).transitions).map(toTransition),
    comments: items(raw(fields.comment).comments).map(toComment),
    changes: items(raw(body.changelog).histories).map(toChange),
  }
}

/** Says Jira's answer to something it refused, as its own page does. */
export function sayErrors(body: unknown): string {
  const { errorMessages, errors, errorMessage, message } = raw(body)
  const said = [...items(errorMessages), ...Object.values(raw(errors)), errorMessage, message].filter(
    (one) => typeof one === 'string' && one !== '',
  )
  return said.length === 0 ? 'Jira refused this and does not say why.' : said.join(' ')
}

const shownElsewhere = new Set(['summary', 'status', 'project', 'issuetype', 'comment', 'attachment', 'changelog'])

function shownFields(fields: Raw, names: Raw, schemas: Raw): readonly ShownField[] {
  return Object.entries(fields)
    .filter(([id, value]) => !shownElsewhere.has(id) && (id.startsWith('customfield') || isShown(id, value)))
    .map(([id, value]) => ({
      id,
      name: String(names[id] ?? id),
      value: sayValue(value),
      ...editorOf(schemas[id], value),
    }))
}

function isShown(id: string, value: unknown): boolean {
  return ['reporter', 'assignee', 'duedate', 'labels', 'priority'].includes(id) && sayValue(value) !== 'None'
}

// Dates and short texts are enough to try what an edit past the app does. Jira refuses whoever may not.
function editorOf(schema: unknown, value: unknown): Pick<ShownField, 'editable'> {
  const { type } = raw(schema)
  if (type === 'date') return { editable: { type, value: typeof value === 'string' ? value : '' } }
  return type === 'string' && typeof value === 'string' ? { editable: { type: 'text', value } } : {}
}

function sayValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'None'
  if (Array.isArray(value)) return value.length === 0 ? 'None' : value.map(sayValue).join(', ')
  if (typeof value !== 'object') return String(value)
  const { displayName, name, value: option, type } = raw(value)
  if (type === 'doc') return sayDocument(value)
  return String(displayName ?? name ?? option ?? '…')
}

function sayDocument(doc: unknown): string {
  const { text, content } = raw(doc)
  return typeof text === 'string' ? text : items(content).map(sayDocument).join(' ')
}

function toTransition(value: unknown): Transition {
  const { id, name, to } = raw(value)
  return { id: String(id), name: String(name), to: sayValue(to) }
}

function toComment(value: unknown): ShownIssue['comments'][number] {
  const { id, author, body } = raw(value)
  return { id: String(id), author: sayValue(author), text: sayValue(body) }
}

function toChange(value: unknown): Change {
  const { id, author, created, items: changed } = raw(value)
  const text = items(changed).map(sayChanged).join('; ')
  return { id: String(id), author: sayValue(author), at: String(created ?? ''), text }
}

function sayChanged(value: unknown): string {
  const { field, fromString, toString: now } = raw(value)
  return `${String(field)}: ${sayValue(fromString)} → ${typeof now === 'function' ? 'None' : sayValue(now)}`
}

function raw(value: unknown): Raw {
  return typeof value === 'object' && value !== null ? (value as Raw) : {}
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
