import { fromJson, type Thing, type Value } from '../expressions/value.ts'
import { type AdfDoc, adfText } from '../world/adf.ts'
import type { World } from '../world/create-world.ts'
import type { Field } from '../world/field.ts'
import type { Change, Issue } from '../world/issue.ts'
import { priorities, resolutions } from '../world/named.ts'
import type { Project } from '../world/project.ts'
import { momentFrom } from '../world/stamps.ts'
import { statusCategories } from '../world/status.ts'
import type { Transition } from '../world/workflow.ts'

/** Counts what is loaded while an expression is evaluated. */
export type Load = (name: string) => void

/**
 * An issue as Jira expressions see it. `called` tells one version of it from another: each loads for itself.
 * @see https://developer.atlassian.com/cloud/jira/platform/jira-expressions-type-reference
 */
export function issueThing(world: World, issue: Issue, called: string, load: Load): Thing {
  const project = world.project(issue.project)
  const fieldOf = (id: string): Value | undefined => {
    const field = world.fields.get(id)
    if (field === undefined) return undefined
    if (field.custom) load(`${called} ${id}`)
    return fieldValue(world, field, issue.values[id])
  }
  const parts: Readonly<Record<string, () => Value>> = {
    id: () => Number(issue.id),
    key: () => issue.key,
    project: () => (project === undefined ? null : projectThing(world, project)),
    issueType: () => issueTypeThing(project, issue.type),
    status: () => statusThing(world, issue.status),
    created: () => ({ type: 'Date', at: issue.createdAt }),
    updated: () => ({ type: 'Date', at: issue.updatedAt }),
    dueDate: () => fieldOf('duedate') ?? null,
    resolutionDate: () => dateOf(issue.values.resolutiondate),
    creator: () => userThing(world, issue.creator),
    comments: () => {
      load(`${called} comments`)
      return issue.comments.map(({ id, by, at, body }) =>
        thing('Comment', id, {
          id: () => Number(id),
          author: () => userThing(world, by),
          created: () => ({ type: 'Date', at }),
          body: () => richText(body),
        }),
      )
    },
    properties: () => {
      load(`${called} properties`)
      return propertiesThing(issue)
    },
    changelogs: () => {
      load(`${called} changelogs`)
      // Jira: the newest first.
      return issue.changes.toReversed().map((change) => changeThing(world, change))
    },
  }
  const systemNames = ['summary', 'description', 'reporter', 'assignee', 'priority', 'resolution', 'labels']
  return {
    type: 'Issue',
    id: issue.id,
    get: (name) => {
      if (Object.hasOwn(parts, name)) return parts[name]?.()
      return systemNames.includes(name) || name.startsWith('customfield_') ? fieldOf(name) : undefined
    },
  }
}

/** A user as Jira expressions see it; of an account that is gone, what is left. */
export function userThing(world: World, account: string): Thing {
  const user = world.users.get(account)
  return thing('User', account, {
    accountId: () => account,
    displayName: () => user?.displayName ?? 'Former user',
    active: () => user?.active ?? false,
    groups: () => [...(user?.groups ?? [])],
  })
}

/** A project as Jira expressions see it. */
export function projectThing(_world: World, project: Project): Thing {
  return thing('Project', project.id, {
    id: () => Number(project.id),
    key: () => project.key,
    name: () => project.name,
    style: () => (project.style === 'team-managed' ? 'next-gen' : 'classic'),
    projectTypeKey: () => project.kind,
  })
}

/** A transition as Jira expressions see it. */
export function transitionThing(world: World, issue: Issue, { id, name, to, screen = [] }: Transition): Thing {
  return thing('Transition', id, {
    id: () => Number(id),
    name: () => name,
    from: () => statusThing(world, issue.status),
    to: () => statusThing(world, to),
    hasScreen: () => screen.length > 0,
  })
}

/** A kind of issue as Jira expressions see it. */
export function issueTypeThing(project: Project | undefined, id: string): Value {
  const type = project?.issueTypes.find((each) => each.id === id)
  if (type === undefined) return null
  return thing('IssueType', id, { id: () => Number(id), name: () => type.name, isSubtask: () => type.subtask })
}

function statusThing(world: World, id: string): Value {
  const status = world.statuses.get(id)
  if (status === undefined) return null
  const category = statusCategories[status.category]
  return thing('IssueStatus', id, {
    id: () => Number(id),
    name: () => status.name,
    description: () => '',
    category: () =>
      thing('StatusCategory', status.category, {
        id: () => category.id,
        key: () => status.category,
        name: () => category.name,
        colorName: () => category.colorName,
      }),
  })
}

function changeThing(world: World, { id, by, at, items }: Change): Thing {
  return thing('IssueChangelog', id, {
    id: () => Number(id),
    author: () => userThing(world, by),
    created: () => ({ type: 'Date', at }),
    items: () =>
      items.map((each, index) =>
        thing('IssueChangelogItem', `${id}/${index}`, {
          field: () => each.field,
          from: () => each.from,
          fromString: () => each.fromString,
          to: () => each.to,
          toString: () => each.toString,
        }),
      ),
  })
}

/** Properties answer `get(key)`, `[key]` and `.key`; one that is not there is null. */
function propertiesThing({ id, properties }: Issue): Thing {
  const propertyOf = (key: string): Value => (Object.hasOwn(properties, key) ? fromJson(properties[key]) : null)
  return {
    type: 'EntityProperties',
    id,
    get: (name) => {
      if (name === 'keys') return Object.keys(properties)
      if (name === 'get') return { type: 'Function', call: ([key]) => propertyOf(String(key)) }
      return propertyOf(name)
    },
  }
}

function fieldValue(world: World, field: Field, value: unknown): Value {
  if (value === undefined || value === null) return field.type === 'labels' ? [] : null
  switch (field.type) {
    case 'user':
      return userThing(world, String(value))
    case 'users':
      return (value as readonly string[]).map((account) => userThing(world, account))
    case 'option':
      return optionValue(field, String(value))
    case 'options':
      return (value as readonly string[]).map((id) => optionValue(field, id))
    case 'doc':
      return richText(value as AdfDoc)
    case 'date':
      return { type: 'CalendarDate', day: String(value) }
    case 'datetime':
      return dateOf(value)
    case 'priority':
      return namedThing('IssuePriority', priorities, String(value))
    case 'resolution':
      return namedThing('Resolution', resolutions, String(value))
    default:
      return fromJson(value)
  }
}

function optionValue({ options = [] }: Field, id: string): Value {
  const option = options.find((each) => each.id === id)
  if (option === undefined) return null
  return thing('CustomFieldOption', id, { id: () => Number(id), value: () => option.value })
}

function namedThing(type: string, all: readonly { readonly id: string; readonly name: string }[], id: string): Value {
  const found = all.find((each) => each.id === id)
  return found === undefined ? null : thing(type, id, { id: () => Number(id), name: () => found.name })
}

function dateOf(value: unknown): Value {
  const at = typeof value === 'string' ? momentFrom(value) : undefined
  return at === undefined ? null : { type: 'Date', at }
}

function richText(doc: AdfDoc): Thing {
  const plain = adfText(doc)
  return thing('RichText', plain, { plainText: () => plain })
}

function thing(type: string, id: string, parts: Readonly<Record<string, () => Value>>): Thing {
  return { type, id, get: (name) => (Object.hasOwn(parts, name) ? parts[name]?.() : undefined) }
}
