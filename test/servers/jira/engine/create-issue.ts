import { issueCreated } from '../events/issue-events.ts'
import type { Issue } from '../world/issue.ts'
import type { Project } from '../world/project.ts'
import type { QuietSite } from './site.ts'

/** A new issue, as it will be kept. */
export interface NewIssue {
  readonly by: string
  readonly project: Project
  readonly type: string
  readonly values: Readonly<Record<string, unknown>>
  readonly properties?: Readonly<Record<string, unknown>>
}

/** Makes an issue, in the first status of its project, and says so. */
export function createIssue(site: QuietSite, { by, project, type, values, properties = {} }: NewIssue): Issue {
  const { world } = site
  const at = world.now()
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
  const issue: Issue = {
    id: world.nextId('issue', 10_001),
    key: `${project.key}-${world.nextId(project.key, 1)}`,
    project: project.id,
    type,
    status: project.workflow.initial,
    creator: by,
    createdAt: at,
    updatedAt: at,
    values: { reporter: by, priority: '3', ...filled },
    properties,
    comments: [],
    changes: [],
    approvals: [],
  }
  world.put(issue)
  issueCreated(site, issue, by)
  return issue
}
