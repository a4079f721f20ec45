import { manifestOf } from '../engine/installed-app.ts'
import type { Site } from '../engine/site.ts'
import { adfText, isAdf } from '../world/adf.ts'
import type { Field } from '../world/field.ts'
import type { Issue } from '../world/issue.ts'
import { priorities, resolutions } from '../world/named.ts'
import { momentFrom } from '../world/stamps.ts'
import { statusCategories } from '../world/status.ts'
import { JqlError } from './jql.ts'

/** A field that queries can ask for. */
export interface JqlField {
  readonly kind: 'names' | 'moment' | 'day' | 'number' | 'text'
  /** What an issue says: every name of every value it has, moments in milliseconds, days as text. */
  readonly of: (issue: Issue) => readonly (string | number)[]
  /** Whether a value may stand in a query; absent where any may. */
  readonly knows?: (value: string) => boolean
}

type KnownSite = Pick<Site, 'world' | 'app'>

/** Finds a field by its name, number or alias; throws Jira's words where there is none. */
export function jqlField(site: KnownSite, name: string): JqlField {
  const field = ownField(site, name.toLowerCase()) ?? propertyField(site, name) ?? customFieldOf(site, name)
  if (field !== undefined) return field
  throw new JqlError(`Field '${name}' does not exist or you do not have permission to view it.`)
}

function ownField({ world }: KnownSite, name: string): JqlField | undefined {
  const users = (of: (issue: Issue) => unknown): JqlField => userField(world.users, of)
  switch (name) {
    case 'key':
    case 'issuekey':
    case 'issue':
    case 'id':
      return names((issue) => [issue.key, issue.id])
    case 'project': {
      const all = [...world.projects.values()].map(({ id, key, name: of }) => [id, key, of])
      return names((issue) => all.find(([id]) => id === issue.project) ?? [], all.flat())
    }
    case 'status': {
      const all = [...world.statuses.values()].flatMap(({ id, name: of }) => [id, of])
      return names(({ status }) => [status, world.statuses.get(status)?.name ?? ''], all)
    }
    case 'statuscategory': {
      const all = Object.entries(statusCategories).map(([key, { id, name: of }]) => [key, String(id), of])
      return names(({ status }) => all.find(([key]) => key === world.statuses.get(status)?.category) ?? [], all.flat())
    }
    case 'issuetype':
    case 'type': {
      const all = [...world.projects.values()].flatMap(({ issueTypes }) =>
        issueTypes.map(({ id, name: of }) => [id, of]),
      )
      return names(({ type }) => all.find(([id]) => id === type) ?? [], all.flat())
    }
    case 'assignee':
    case 'reporter':
      return users(({ values }) => values[name])
    case 'creator':
      return users(({ creator }) => creator)
    case 'priority':
      return named(priorities, name)
    case 'resolution':
      return named(resolutions, name)
    case 'labels':
      return names(({ values }) => (values.labels ?? []) as readonly string[])
    case 'summary':
    case 'description':
      return { kind: 'text', of: ({ values }) => textsOf(values[name]) }
    case 'created':
    case 'createddate':
      return { kind: 'moment', of: ({ createdAt }) => [createdAt] }
    case 'updated':
    case 'updateddate':
      return { kind: 'moment', of: ({ updatedAt }) => [updatedAt] }
    case 'resolved':
    case 'resolutiondate':
      return { kind: 'moment', of: ({ values }) => momentsOf(values.resolutiondate) }
    case 'due':
    case 'duedate':
      return { kind: 'day', of: ({ values }) => textsOf(values.duedate) }
    default:
      return undefined
  }
}

/**
 * An indexed value of an issue property, by its alias or as `issue.property[key].path`.
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-entity-property/
 */
function propertyField({ app }: KnownSite, name: string): JqlField | undefined {
  const [, key, path] = /^issue\.property\[(.+)\]\.(.+)$/.exec(name) ?? []
  const modules = manifestOf(app).modules?.['jira:entityProperty'] ?? []
  for (const { propertyKey, values, entityType = 'issue' } of modules) {
    if (entityType !== 'issue') continue
    const found = values.find((value) =>
      key === undefined
        ? value.searchAlias?.toLowerCase() === name.toLowerCase()
        : key === propertyKey && value.path === path,
    )
    if (found === undefined) continue
    const kinds: Readonly<Record<string, JqlField['kind']>> = { number: 'number', date: 'moment', text: 'text' }
    const kind = kinds[found.type] ?? 'names'
    return { kind, of: ({ properties }) => extracted(properties[propertyKey], found.path.split('.'), kind) }
  }
  return undefined
}

/** What stands at a path; of a list, each of its items. What is of another type was never indexed. */
function extracted(value: unknown, path: readonly string[], kind: JqlField['kind']): readonly (string | number)[] {
  if (Array.isArray(value)) return value.flatMap((item) => extracted(item, path, kind))
  const [first, ...rest] = path
  if (first !== undefined) {
    const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, first)
    return isObject ? extracted((value as Readonly<Record<string, unknown>>)[first], rest, kind) : []
  }
  if (kind === 'number') return typeof value === 'number' ? [value] : []
  if (typeof value !== 'string') return []
  return kind === 'moment' ? momentsOf(value) : [value]
}

function customFieldOf({ world }: KnownSite, name: string): JqlField | undefined {
  const [, number] = /^cf\[(\d+)\]$/i.exec(name) ?? []
  const field = [...world.fields.values()].find(
    (each) =>
      each.custom &&
      (number === undefined
        ? each.id === name.toLowerCase() || each.name.toLowerCase() === name.toLowerCase()
        : each.id === `customfield_${number}`),
  )
  return field === undefined ? undefined : customValues(world.users, field)
}

function customValues(users: Site['world']['users'], field: Field): JqlField {
  const { id, type, options = [] } = field
  switch (type) {
    case 'user':
    case 'users':
      return userField(users, ({ values }) => values[id])
    case 'option':
    case 'options': {
      const all = options.map((option) => [option.id, option.value])
      const namesOf = (value: unknown): readonly string[] => all.find(([option]) => option === value) ?? []
      return names(({ values }) => [values[id] ?? []].flat().flatMap(namesOf), all.flat())
    }
    case 'date':
      return { kind: 'day', of: ({ values }) => textsOf(values[id]) }
    case 'datetime':
      return { kind: 'moment', of: ({ values }) => momentsOf(values[id]) }
    case 'number':
      return { kind: 'number', of: ({ values }) => (typeof values[id] === 'number' ? [values[id]] : []) }
    default:
      return { kind: 'text', of: ({ values }) => textsOf(values[id]) }
  }
}

function names(
  of: (issue: Issue) => readonly (string | undefined)[],
  known?: readonly (string | undefined)[],
): JqlField {
  const all = known === undefined ? undefined : new Set(known.map((each) => each?.toLowerCase()))
  return {
    kind: 'names',
    of: (issue) => of(issue).filter((each) => each !== undefined),
    ...(all !== undefined && { knows: (value) => all.has(value.toLowerCase()) }),
  }
}

function named(all: readonly { readonly id: string; readonly name: string }[], id: string): JqlField {
  const known = all.map((each) => [each.id, each.name])
  return names(({ values }) => known.find(([each]) => each === values[id]) ?? [], known.flat())
}

/** Jira: a user is asked for by account, or by the name if it is only one’s. */
function userField(users: Site['world']['users'], of: (issue: Issue) => unknown): JqlField {
  const known = [...users.values()].flatMap(({ accountId, displayName }) => [accountId, displayName])
  return names((issue) => {
    const accounts = [of(issue) ?? []].flat().map(String)
    return accounts.flatMap((account) => [account, users.get(account)?.displayName])
  }, known)
}

function textsOf(value: unknown): readonly string[] {
  if (isAdf(value)) return [adfText(value)]
  return typeof value === 'string' ? [value] : []
}

function momentsOf(value: unknown): readonly number[] {
  const at = typeof value === 'string' ? momentFrom(value) : undefined
  return at === undefined ? [] : [at]
}
