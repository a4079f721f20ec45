import type { Field } from '../world/field.ts'
import type { Project } from '../world/project.ts'
import type { Showing } from './show-value.ts'

/** Jira: of these there is no edit screen in the answer, whatever the project allows. */
const unseen: ReadonlySet<Field['type']> = new Set(['fixed', 'resolution'])

/**
 * What an account may set on an issue, as `GET …/editmeta` and `expand=editmeta` give it. Whoever may not edit issues is
 * told of no field.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-editmeta-get
 */
export function editMeta(
  { world, url }: Showing,
  account: string,
  project: Project,
  editable: readonly string[],
): { readonly fields: Readonly<Record<string, object>> } {
  if (!world.may(account, 'EDIT_ISSUES', project)) return { fields: {} }
  const ids = editable.filter((id) => id !== 'reporter' || world.may(account, 'MODIFY_REPORTER', project))
  const shown = ids.flatMap((id) => {
    const field = world.fields.get(id)
    return field === undefined || unseen.has(field.type) ? [] : [[id, metaOf(url, field)] as const]
  })
  return { fields: Object.fromEntries(shown) }
}

function metaOf(url: string, { id, name, schema, options }: Field): object {
  return {
    required: id === 'summary',
    schema,
    name,
    key: id,
    operations: schema.type === 'array' ? ['add', 'set', 'remove'] : ['set'],
    ...(schema.type === 'user' && { autoCompleteUrl: `${url}/rest/api/3/user/search?query=` }),
    ...(options !== undefined && {
      allowedValues: options.map((option) => ({
        self: `${url}/rest/api/3/customFieldOption/${option.id}`,
        value: option.value,
        id: option.id,
      })),
    }),
  }
}
