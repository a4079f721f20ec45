import { type AdfDoc, adfText } from '../world/adf.ts'
import type { World } from '../world/create-world.ts'
import type { Field } from '../world/field.ts'
import { priorities, resolutions } from '../world/named.ts'
import { showUser } from './show-user.ts'

/** What shows a value: the site and where it listens. */
export interface Showing {
  readonly world: World
  readonly url: string
}

/** Shows what a field holds as REST does; an empty field is `null`, or an empty list for labels. */
export function showValue({ world, url }: Showing, field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return field.type === 'labels' && !field.custom ? [] : null
  switch (field.type) {
    case 'user':
      return showUser({ world, url }, String(value)) ?? null
    case 'users':
      return (value as readonly string[]).flatMap((account) => showUser({ world, url }, account) ?? [])
    case 'option':
      return showOption(url, field, String(value))
    case 'options':
      return (value as readonly string[]).flatMap((id) => showOption(url, field, id) ?? [])
    case 'priority':
      return showNamed(url, 'priority', priorities, String(value))
    case 'resolution':
      return showNamed(url, 'resolution', resolutions, String(value))
    default:
      return value
  }
}

function showOption(url: string, { options = [] }: Field, id: string): object | null {
  const option = options.find((each) => each.id === id)
  if (option === undefined) return null
  return { self: `${url}/rest/api/3/customFieldOption/${id}`, value: option.value, id }
}

function showNamed(
  url: string,
  kind: string,
  all: readonly { readonly id: string; readonly name: string }[],
  id: string,
): object | null {
  const found = all.find((each) => each.id === id)
  return found === undefined ? null : { self: `${url}/rest/api/3/${kind}/${id}`, ...found }
}

/** What the changelog says of a value: its id and its words; both `null` for an empty field. */
export function sayValue(
  world: World,
  field: Field,
  value: unknown,
): { readonly id: string | null; readonly text: string | null } {
  if (value === undefined || value === null) return { id: null, text: null }
  const nameOf = (account: string): string => world.users.get(account)?.displayName ?? account
  const optionOf = (id: string): string => field.options?.find((option) => option.id === id)?.value ?? id
  switch (field.type) {
    case 'user':
      return { id: String(value), text: nameOf(String(value)) }
    case 'users':
      return listed((value as readonly string[]).map((account) => [account, nameOf(account)]))
    case 'option':
      return { id: String(value), text: optionOf(String(value)) }
    case 'options':
      return listed((value as readonly string[]).map((id) => [id, optionOf(id)]))
    case 'priority':
      return { id: String(value), text: priorities.find(({ id }) => id === value)?.name ?? null }
    case 'resolution':
      return { id: String(value), text: resolutions.find(({ id }) => id === value)?.name ?? null }
    case 'doc':
      return { id: null, text: adfText(value as AdfDoc) }
    case 'labels':
      return { id: null, text: (value as readonly string[]).join(' ') }
    case 'date':
    case 'datetime':
      return { id: String(value), text: String(value) }
    default:
      return { id: null, text: String(value) }
  }
}

function listed(entries: readonly (readonly [string, string])[]): { readonly id: string; readonly text: string } {
  return {
    id: `[${entries.map(([id]) => id).join(', ')}]`,
    text: `[${entries.map(([, text]) => text).join(', ')}]`,
  }
}
