/** What a field holds, and with that how it is written, kept and shown. */
export type FieldType =
  | 'string'
  | 'doc'
  | 'user'
  | 'users'
  | 'option'
  | 'options'
  | 'date'
  | 'datetime'
  | 'number'
  | 'labels'
  | 'priority'
  | 'resolution'
  | 'fixed'

/** One choice of a select field. */
export interface FieldOption {
  readonly id: string
  readonly value: string
}

/** A field, of Jira's own or of the site's. */
export interface Field {
  /** `summary`, `customfield_10050`. */
  readonly id: string
  readonly name: string
  /** `fixed` where nobody writes it through its own value: status, created, comment. */
  readonly type: FieldType
  readonly custom: boolean
  /** Jira's own description of the type, as `GET /field` gives it. */
  readonly schema: Readonly<Record<string, string | number>>
  readonly options?: readonly FieldOption[]
}

const customTypes: Readonly<Record<string, { readonly schema: Field['schema']; readonly custom: string }>> = {
  string: { schema: { type: 'string' }, custom: 'textfield' },
  doc: { schema: { type: 'string' }, custom: 'textarea' },
  user: { schema: { type: 'user' }, custom: 'userpicker' },
  users: { schema: { type: 'array', items: 'user' }, custom: 'multiuserpicker' },
  option: { schema: { type: 'option' }, custom: 'select' },
  options: { schema: { type: 'array', items: 'option' }, custom: 'multiselect' },
  date: { schema: { type: 'date' }, custom: 'datepicker' },
  datetime: { schema: { type: 'datetime' }, custom: 'datetime' },
  number: { schema: { type: 'number' }, custom: 'float' },
  labels: { schema: { type: 'array', items: 'string' }, custom: 'labels' },
}

/** Makes a field of the site's own; its id is `customfield_` and the number. */
export function customField(number: number, name: string, type: FieldType, options?: readonly FieldOption[]): Field {
  const { schema = {}, custom = type } = customTypes[type] ?? {}
  return {
    id: `customfield_${number}`,
    name,
    type,
    custom: true,
    schema: {
      ...schema,
      custom: `com.atlassian.jira.plugin.system.customfieldtypes:${custom}`,
      customId: number,
    },
    ...(options !== undefined && { options }),
  }
}

function systemField(id: string, name: string, type: FieldType, schema: Field['schema']): Field {
  return { id, name, type, custom: false, schema: { ...schema, system: id } }
}

/** The fields that every issue has. */
export const systemFields: readonly Field[] = [
  systemField('summary', 'Summary', 'string', { type: 'string' }),
  systemField('description', 'Description', 'doc', { type: 'string' }),
  systemField('issuetype', 'Issue Type', 'fixed', { type: 'issuetype' }),
  systemField('project', 'Project', 'fixed', { type: 'project' }),
  systemField('status', 'Status', 'fixed', { type: 'status' }),
  systemField('reporter', 'Reporter', 'user', { type: 'user' }),
  systemField('creator', 'Creator', 'fixed', { type: 'user' }),
  systemField('assignee', 'Assignee', 'user', { type: 'user' }),
  systemField('priority', 'Priority', 'priority', { type: 'priority' }),
  systemField('resolution', 'Resolution', 'resolution', { type: 'resolution' }),
  systemField('resolutiondate', 'Resolved', 'fixed', { type: 'datetime' }),
  systemField('created', 'Created', 'fixed', { type: 'datetime' }),
  systemField('updated', 'Updated', 'fixed', { type: 'datetime' }),
  systemField('duedate', 'Due date', 'date', { type: 'date' }),
  systemField('labels', 'Labels', 'labels', { type: 'array', items: 'string' }),
  systemField('comment', 'Comment', 'fixed', { type: 'comments-page' }),
]
