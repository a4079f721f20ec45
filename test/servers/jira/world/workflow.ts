/** A rule of an app on a transition. */
export interface TransitionRule {
  readonly kind: 'validator' | 'post-function'
  /** The key of the module in the installed app's manifest. */
  readonly module: string
  /** What the administrator set on the rule's page. */
  readonly configuration?: unknown
}

/** A way from one status to another. */
export interface Transition {
  readonly id: string
  readonly name: string
  /** Ids of statuses; `any` status makes it a global transition. */
  readonly from: readonly string[] | 'any'
  readonly to: string
  /** Ids of the fields on its screen; absent where it has no screen. */
  readonly screen?: readonly string[]
  /** Fields that must be filled on its screen. */
  readonly required?: readonly string[]
  readonly rules: readonly TransitionRule[]
}

/**
 * An approval step of Jira Service Management, bound to a status.
 * @see https://support.atlassian.com/jira-service-management-cloud/docs/set-up-approvals/
 */
export interface ApprovalStep {
  readonly status: string
  readonly name: string
  /** The field that holds who may decide. */
  readonly approvers: string
  /** How many must approve; one who declines is enough to decline. */
  readonly count: number
  /** Ids of the transitions that are made when it is decided. */
  readonly approved: string
  readonly declined: string
}

/** The statuses of a project and the ways between them. */
export interface Workflow {
  readonly id: string
  readonly name: string
  readonly statuses: readonly string[]
  /** The status of a new issue. */
  readonly initial: string
  readonly transitions: readonly Transition[]
  readonly approvals?: readonly ApprovalStep[]
}
