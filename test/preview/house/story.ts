import type { JiraRequest } from '../../world/jira/requests.ts'

const dayMs = 24 * 60 * 60 * 1000

/** The issues that the preview adds to the small world, by what they are there to show. */
export interface Story {
  readonly requests: readonly JiraRequest[]
  /** Asked for without an end: blocked until somebody says one and an owner approves. */
  readonly blocked: string
  /** Whole, and approved by its owner before anybody looks. */
  readonly ready: string
}

/** Tells what was asked for, as of a day: ends lie in the months after it, whenever the preview is started. */
export function tellStory(now: number): Story {
  return {
    blocked: 'ACC-6',
    ready: 'ACC-7',
    requests: [
      {
        project: 'ACC',
        summary: 'Deploy access for Alice while the region moves',
        reporter: 'alice',
        kind: 'Grant access',
        principal: 'alice',
        entitlement: 'deploy',
        level: 'write',
        owner: 'bob',
        justification: 'Alice is on call for the move to the new region',
        approvers: ['bob'],
        made: ['Ask for approval'],
      },
      {
        project: 'ACC',
        summary: 'Deploy access for Carol while she covers for Alice',
        reporter: 'carol',
        kind: 'Grant access',
        principal: 'carol',
        entitlement: 'deploy',
        level: 'read',
        owner: 'bob',
        expiresAt: day(now + 60 * dayMs),
        justification: 'Carol watches the releases while Alice is away',
        approvers: ['bob', 'dave'],
        made: ['Ask for approval'],
      },
    ],
  }
}

/** Gives the day of an instant as fields of Jira hold it. */
export function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}
