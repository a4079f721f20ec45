import { askApproval } from '../../servers/jira/engine/approvals.ts'
import { changeIssue } from '../../servers/jira/engine/change-issue.ts'
import { createIssue } from '../../servers/jira/engine/create-issue.ts'
import type { QuietSite } from '../../servers/jira/engine/site.ts'
import { adfOf } from '../../servers/jira/world/adf.ts'
import { createWorld, type World } from '../../servers/jira/world/create-world.ts'
import type { Field } from '../../servers/jira/world/field.ts'
import type { Project } from '../../servers/jira/world/project.ts'
import { accessFields, fields, teamFields } from './fields.ts'
import { people } from './people.ts'
import { accessProject, teamProject } from './projects.ts'
import { type JiraRequest, requests } from './requests.ts'
import { statuses } from './workflows.ts'

/** When the first request of the small world was made; each further step is an hour later. */
export const smallJiraStart = '2026-11-20T09:00:00Z'

/** What may be different about the small world. */
export interface SmallJiraOptions {
  /** Whether a transition leads from any status round the approval. Default: none does. */
  readonly anyStatusHole?: boolean
  /** Further requests, after those that are always there. */
  readonly requests?: readonly JiraRequest[]
  /** The clock once everything is there; default: the machine's. */
  readonly now?: () => number
}

/** Makes the small world for Jira: its projects, its people and its requests. */
export function createSmallJira(options: SmallJiraOptions = {}): World {
  const world = createWorld({
    users: people,
    fields,
    statuses,
    projects: [accessProject(options), teamProject],
    grants: [
      { permission: 'ADMINISTER', to: { group: 'jira-admins' } },
      { permission: 'BULK_CHANGE', to: { group: 'everybody' } },
      { permission: 'USER_PICKER', to: { group: 'everybody' } },
      { permission: 'USER_PICKER', to: 'apps' },
    ],
  })
  let clock = Date.parse(smallJiraStart)
  world.now = () => {
    clock += 3_600_000
    return clock
  }
  const site: QuietSite = { world, url: 'http://127.0.0.1', events: { add: () => undefined } }
  for (const request of [...requests, ...(options.requests ?? [])]) askFor(site, request)
  world.now = options.now ?? Date.now
  return world
}

function askFor(site: QuietSite, request: JiraRequest): void {
  const project = site.world.project(request.project) as Project
  const by = accountOf(request.reporter)
  const type = project.issueTypes[0]?.id ?? ''
  const { key } = createIssue(site, { by, project, type, values: valuesOf(request) })
  for (const { by: who, text } of request.comments ?? []) {
    changeIssue(site, key, { by: accountOf(who), comment: adfOf(text) })
  }
  for (const name of request.made) {
    const status = project.workflow.transitions.find((transition) => transition.name === name)?.to
    if (status === undefined) throw new Error(`No transition ${name}`)
    askApproval(site, changeIssue(site, key, { by: 'acc-carol', status }).issue)
  }
}

function valuesOf(request: JiraRequest): Readonly<Record<string, unknown>> {
  const of = request.project === 'ACC' ? accessFields : teamFields
  const { principal, owner, justification, approvers, summary } = request
  const values: Readonly<Record<string, unknown>> = {
    summary,
    [of.kind.id]: optionOf(of.kind, request.kind),
    [of.principal.id]: principal && accountOf(principal),
    [of.entitlement.id]: optionOf(of.entitlement, request.entitlement),
    [of.level.id]: optionOf(of.level, request.level),
    [of.owner.id]: owner && accountOf(owner),
    [of.expiresAt.id]: request.expiresAt,
    [of.justification.id]: justification && adfOf(justification),
    [of.approvers.id]: approvers?.map(accountOf),
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function optionOf({ options = [] }: Field, value: string | undefined): string | undefined {
  return options.find((option) => option.value === value)?.id
}

function accountOf(name: string): string {
  return `acc-${name}`
}
