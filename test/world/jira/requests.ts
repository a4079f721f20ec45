/** An access request of the small world for Jira, by what it says. */
export interface JiraRequest {
  readonly project: 'ACC' | 'OPS'
  readonly summary: string
  /** Accounts without `acc-`. */
  readonly reporter: string
  readonly kind: 'Grant access' | 'Change access' | 'Remove access' | 'Something else'
  readonly principal?: string
  readonly entitlement?: string
  readonly level?: string
  readonly owner?: string
  readonly expiresAt?: string
  readonly justification?: string
  readonly approvers?: readonly string[]
  /** The names of the transitions it has made since. */
  readonly made: readonly string[]
  readonly comments?: readonly { readonly by: string; readonly text: string }[]
}

/** The requests that are there from the start: `ACC-1` to `ACC-5`, and `OPS-1`, in this order. */
export const requests: readonly JiraRequest[] = [
  {
    project: 'ACC',
    summary: 'Deploy access for Alice',
    reporter: 'alice',
    kind: 'Grant access',
    principal: 'alice',
    entitlement: 'deploy',
    level: 'write',
    owner: 'bob',
    expiresAt: '2027-01-31',
    justification: 'On call for the move to the new region',
    approvers: ['bob', 'dave'],
    made: ['Ask for approval'],
  },
  {
    project: 'ACC',
    summary: 'Audit access for Eve',
    reporter: 'eve',
    kind: 'Grant access',
    principal: 'eve',
    entitlement: 'audit',
    justification: 'Yearly audit',
    made: [],
  },
  {
    project: 'ACC',
    summary: 'Vault access for Alice',
    reporter: 'carol',
    kind: 'Grant access',
    principal: 'alice',
    entitlement: 'vault',
    owner: 'bob',
    expiresAt: '2026-12-31',
    justification: 'Turning over the keys',
    approvers: ['bob', 'dave'],
    made: ['Ask for approval'],
    comments: [{ by: 'bob', text: 'Approved from my side' }],
  },
  {
    project: 'ACC',
    summary: 'Remove billing from Dave',
    reporter: 'dave',
    kind: 'Remove access',
    principal: 'dave',
    entitlement: 'billing',
    owner: 'dave',
    justification: 'No longer needed',
    made: ['Ask for approval', 'Grant'],
  },
  {
    project: 'ACC',
    summary: 'Which printer is on the second floor?',
    reporter: 'alice',
    kind: 'Something else',
    made: [],
  },
  {
    project: 'OPS',
    summary: 'Deploy access for Carol',
    reporter: 'carol',
    kind: 'Grant access',
    principal: 'carol',
    entitlement: 'deploy',
    level: 'read',
    owner: 'dave',
    expiresAt: '2027-02-28',
    justification: 'Watching the release',
    made: [],
  },
]
