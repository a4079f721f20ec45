import type { AdfDoc } from './adf.ts'

/** What one field was and became, as the changelog keeps it. */
export interface ChangeItem {
  readonly field: string
  readonly fieldId: string
  readonly fieldtype: 'jira' | 'custom'
  readonly from: string | null
  readonly fromString: string | null
  readonly to: string | null
  readonly toString: string | null
}

/** What somebody changed at once. */
export interface Change {
  readonly id: string
  /** An account. */
  readonly by: string
  /** In milliseconds since 1970. */
  readonly at: number
  readonly items: readonly ChangeItem[]
}

/** A comment. */
export interface Comment {
  readonly id: string
  readonly by: string
  readonly at: number
  readonly body: AdfDoc
  /** Whether customers see it, in a service project. */
  readonly isPublic: boolean
}

/** What one of those asked has decided. */
export interface ApproverDecision {
  readonly account: string
  readonly decision: 'pending' | 'approved' | 'declined'
}

/** An approval of Jira Service Management: asked when the issue comes to a status, then decided or left behind. */
export interface Approval {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly createdAt: number
  readonly completedAt?: number
  readonly approvers: readonly ApproverDecision[]
  readonly decision: 'pending' | 'approved' | 'declined'
}

/**
 * An issue as it stands. It is never changed: whoever changes an issue puts another record in its place, so that the
 * search index can keep one that is out of date.
 */
export interface Issue {
  readonly id: string
  readonly key: string
  readonly project: string
  readonly type: string
  readonly status: string
  readonly creator: string
  readonly createdAt: number
  readonly updatedAt: number
  /** By field id: accounts, option ids, documents, dates and texts; nothing for an empty field. */
  readonly values: Readonly<Record<string, unknown>>
  readonly properties: Readonly<Record<string, unknown>>
  /** Oldest first, as are all lists here. */
  readonly comments: readonly Comment[]
  readonly changes: readonly Change[]
  readonly approvals: readonly Approval[]
}
