import type { Grant, Holder, ProjectPermission } from '../../servers/jira/world/permission.ts'
import type { Project } from '../../servers/jira/world/project.ts'
import { accessFields, teamFields } from './fields.ts'
import { accessWorkflow, teamWorkflow } from './workflows.ts'

const work: readonly ProjectPermission[] = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'TRANSITION_ISSUES',
  'DELETE_ISSUES',
  'ASSIGN_ISSUES',
  'ASSIGNABLE_USER',
  'MOVE_ISSUES',
  'ADD_COMMENTS',
]

const grants: readonly Grant<ProjectPermission>[] = [
  ...granted(['CREATE_ISSUES', 'ADD_COMMENTS'], { group: 'everybody' }),
  // Owners see and comment; they may not change what they approve.
  ...granted(['BROWSE_PROJECTS'], { account: 'acc-bob' }),
  ...granted(['BROWSE_PROJECTS'], { account: 'acc-dave' }),
  ...granted([...work, 'MODIFY_REPORTER'], { group: 'service-desk' }),
  ...granted([...work, 'MODIFY_REPORTER', 'ADMINISTER_PROJECTS'], { group: 'jira-admins' }),
  ...granted([...work, 'MODIFY_REPORTER'], 'apps'),
]

/** The project for access requests, of Jira Service Management. */
export function accessProject(options: { readonly anyStatusHole?: boolean } = {}): Project {
  return {
    id: '10000',
    key: 'ACC',
    name: 'Access',
    kind: 'service_desk',
    style: 'company-managed',
    lead: 'acc-mia',
    issueTypes: [
      { id: '10010', name: 'Access request', subtask: false },
      { id: '10011', name: 'Task', subtask: false },
    ],
    fields: Object.values(accessFields).map(({ id }) => id),
    workflow: accessWorkflow(options),
    grants,
  }
}

/** A team-managed project. */
export const teamProject: Project = {
  id: '10001',
  key: 'OPS',
  name: 'Operations',
  kind: 'software',
  style: 'team-managed',
  lead: 'acc-mia',
  issueTypes: [{ id: '10110', name: 'Task', subtask: false }],
  fields: Object.values(teamFields).map(({ id }) => id),
  workflow: teamWorkflow,
  grants,
}

function granted(permissions: readonly ProjectPermission[], to: Holder): readonly Grant<ProjectPermission>[] {
  return permissions.map((permission) => ({ permission, to }))
}
