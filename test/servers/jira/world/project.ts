import type { Grant, ProjectPermission } from './permission.ts'
import type { Workflow } from './workflow.ts'

/** A kind of issue. */
export interface IssueType {
  readonly id: string
  readonly name: string
  readonly subtask: boolean
}

/** A project: its issues move by its one workflow. */
export interface Project {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly kind: 'service_desk' | 'software' | 'business'
  readonly style: 'company-managed' | 'team-managed'
  /** The account of its lead. */
  readonly lead: string
  readonly issueTypes: readonly IssueType[]
  /** Ids of the fields that its issues have, besides Jira's own. */
  readonly fields: readonly string[]
  readonly workflow: Workflow
  readonly grants: readonly Grant<ProjectPermission>[]
}
