import type { Status } from '../../servers/jira/world/status.ts'
import type { Transition, Workflow } from '../../servers/jira/world/workflow.ts'
import { accessFields, teamFields } from './fields.ts'

/** The statuses of both projects. A team-managed project has its own. */
export const statuses: readonly Status[] = [
  { id: '10000', name: 'To do', category: 'new' },
  { id: '10001', name: 'Waiting for approval', category: 'indeterminate' },
  { id: '10002', name: 'Granting', category: 'indeterminate' },
  { id: '10003', name: 'Done', category: 'done' },
  { id: '10004', name: 'Declined', category: 'done' },
  { id: '10100', name: 'To Do', category: 'new' },
  { id: '10101', name: 'In Progress', category: 'indeterminate' },
  { id: '10102', name: 'Done', category: 'done' },
]

const idsOf = (fields: typeof accessFields): readonly string[] => Object.values(fields).map(({ id }) => id)

/** What may be changed on the way through the gate, and what belongs to no request. */
const gateScreen = [...idsOf(accessFields), 'summary', 'duedate', 'assignee', 'labels', 'description', 'reporter']

const accessTransitions: readonly Transition[] = [
  { id: '11', name: 'Ask for approval', from: ['10000'], to: '10001', rules: [] },
  { id: '21', name: 'Grant', from: ['10001'], to: '10002', screen: gateScreen, rules: [] },
  { id: '31', name: 'Decline', from: ['10001'], to: '10004', rules: [] },
  { id: '41', name: 'Finish', from: ['10002'], to: '10003', screen: ['resolution'], rules: [] },
  { id: '51', name: 'Start again', from: ['10001', '10004'], to: '10000', rules: [] },
]

/** The hole that Atlassian's own pages tell of: a way from any status that leads round the approval. */
const hole: Transition = { id: '91', name: 'Grant at once', from: 'any', to: '10002', rules: [] }

/** The workflow of access requests; with the hole, one may go round its approval step. */
export function accessWorkflow({ anyStatusHole = false } = {}): Workflow {
  return {
    id: 'c0ffee00-0000-4000-8000-000000000001',
    name: 'Access requests',
    statuses: ['10000', '10001', '10002', '10003', '10004'],
    initial: '10000',
    transitions: anyStatusHole ? [...accessTransitions, hole] : accessTransitions,
    approvals: [
      {
        status: '10001',
        name: 'Owner’s approval',
        approvers: accessFields.approvers.id,
        count: 1,
        approved: '21',
        declined: '31',
      },
    ],
  }
}

/** The workflow of a team-managed project, where every status can be reached from any other. */
export const teamWorkflow: Workflow = {
  id: 'c0ffee00-0000-4000-8000-000000000002',
  name: 'Software workflow for project OPS',
  statuses: ['10100', '10101', '10102'],
  initial: '10100',
  transitions: [
    { id: '11', name: 'To Do', from: 'any', to: '10100', rules: [] },
    { id: '21', name: 'In Progress', from: 'any', to: '10101', screen: idsOf(teamFields), rules: [] },
    { id: '31', name: 'Done', from: 'any', to: '10102', rules: [] },
  ],
}
