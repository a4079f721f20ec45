import { type Field, systemFields } from './field.ts'
import type { Issue } from './issue.ts'
import type { GlobalPermission, Grant, Holder, ProjectPermission } from './permission.ts'
import type { Project } from './project.ts'
import type { Status } from './status.ts'
import type { User } from './user.ts'
import type { TransitionRule } from './workflow.ts'

/** What a site starts with. */
export interface WorldStart {
  readonly users: readonly User[]
  /** Of the site's own. */
  readonly fields: readonly Field[]
  readonly statuses: readonly Status[]
  readonly projects: readonly Project[]
  readonly grants: readonly Grant<GlobalPermission>[]
  /** The clock, in milliseconds since 1970; default: the machine's. */
  readonly now?: () => number
}

/** Everything a site holds. Tests look into it, and change it as if somebody did so on the site. */
export interface World {
  now: () => number
  readonly users: Map<string, User>
  readonly fields: Map<string, Field>
  readonly statuses: Map<string, Status>
  /** By key. */
  readonly projects: Map<string, Project>
  readonly grants: Grant<GlobalPermission>[]
  /** By key; the record of an issue is replaced, never changed. */
  readonly issues: Map<string, Issue>
  /** Finds an issue by id or key; a key is not case-sensitive. */
  issue(idOrKey: string): Issue | undefined
  /** Finds a project by id or key. */
  project(idOrKey: string): Project | undefined
  /** Puts a record in the place of the one with its key, and tells who watches. */
  put(issue: Issue): void
  remove(issue: Issue): void
  /** Puts an issue in the place of itself under another key; the old one still finds it. */
  rename(issue: Issue, renamed: Issue): void
  onPut(watcher: (issue: Issue | undefined, key: string) => void): void
  /** The next number of a row of ids: issues, comments, changes. */
  nextId(of: string, from: number): string
  /** Whether an account may do something in a project; administrators of the site may do nothing by that alone. */
  may(account: string, permission: ProjectPermission, project: Project): boolean
  mayOnSite(account: string, permission: GlobalPermission): boolean
  /** Changes a project, such as the rules of its workflow. */
  changeProject(key: string, change: (project: Project) => Project): void
  /** Puts a rule of an app on a transition, by its name or id. */
  addRule(project: string, transition: string, rule: TransitionRule): void
  /** Changes a user: deactivates, renames. */
  changeUser(account: string, change: Partial<User>): void
}

/** Makes a site of what it starts with. */
export function createWorld(start: WorldStart): World {
  const watchers: ((issue: Issue | undefined, key: string) => void)[] = []
  const counters = new Map<string, number>()
  const keysById = new Map<string, string>()
  const formerKeys = new Map<string, string>()
  const world: World = {
    now: start.now ?? Date.now,
    users: new Map(start.users.map((user) => [user.accountId, user])),
    fields: new Map([...systemFields, ...start.fields].map((field) => [field.id, field])),
    statuses: new Map(start.statuses.map((status) => [status.id, status])),
    projects: new Map(start.projects.map((project) => [project.key, project])),
    grants: [...start.grants],
    issues: new Map(),
    issue: (idOrKey) => {
      const key = idOrKey.toUpperCase()
      return world.issues.get(keysById.get(idOrKey) ?? keysById.get(formerKeys.get(key) ?? '') ?? key)
    },
    project: (idOrKey) =>
      world.projects.get(idOrKey.toUpperCase()) ?? [...world.projects.values()].find(({ id }) => id === idOrKey),
    put: (issue) => {
      world.issues.set(issue.key, issue)
      keysById.set(issue.id, issue.key)
      for (const watcher of watchers) watcher(issue, issue.key)
    },
    remove: ({ id, key }) => {
      world.issues.delete(key)
      keysById.delete(id)
      for (const watcher of watchers) watcher(undefined, key)
    },
    rename: (issue, renamed) => {
      world.remove(issue)
      formerKeys.set(issue.key, issue.id)
      world.put(renamed)
    },
    onPut: (watcher) => watchers.push(watcher),
    nextId: (of, from) => {
      const next = counters.get(of) ?? from
      counters.set(of, next + 1)
      return String(next)
    },
    may: (account, permission, project) => isGranted(world, account, permission, project.grants),
    mayOnSite: (account, permission) => isGranted(world, account, permission, world.grants),
    changeProject: (key, change) => {
      const project = world.projects.get(key)
      if (project !== undefined) world.projects.set(key, change(project))
    },
    addRule: (key, transition, rule) => addRule(world, key, transition, rule),
    changeUser: (account, change) => {
      const user = world.users.get(account)
      if (user !== undefined) world.users.set(account, { ...user, ...change })
    },
  }
  return world
}

function addRule(world: World, key: string, named: string, rule: TransitionRule): void {
  const project = world.projects.get(key)
  const known = project?.workflow.transitions.some(({ id, name }) => id === named || name === named)
  if (project === undefined || known !== true) throw new Error(`No transition \`${named}\` in \`${key}\``)
  const transitions = project.workflow.transitions.map((transition) =>
    transition.id === named || transition.name === named
      ? { ...transition, rules: [...transition.rules, rule] }
      : transition,
  )
  world.projects.set(key, { ...project, workflow: { ...project.workflow, transitions } })
}

function isGranted<Permission extends string>(
  { users }: World,
  account: string,
  permission: Permission,
  grants: readonly Grant<Permission>[],
): boolean {
  const user = users.get(account)
  if (user === undefined || !user.active) return false
  return grants.some((grant) => grant.permission === permission && holds(user, grant.to))
}

function holds(user: User, holder: Holder): boolean {
  if (holder === 'apps') return user.accountType === 'app'
  return 'account' in holder ? holder.account === user.accountId : user.groups.includes(holder.group)
}
