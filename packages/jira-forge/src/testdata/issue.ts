import type { MemoryIssue } from './memory-jira.ts'

const user = (accountId: string, displayName: string) => ({
  accountId,
  displayName,
  active: true,
  accountType: 'atlassian',
})

/**
 * `ACC-1` of the small world as Jira gives it: alice asks for `deploy` at level `read` until the end of the year, and
 * bob owns it. It breaks no rule and lacks the approval of an owner, unless told otherwise.
 */
export function anIssue(given: Partial<MemoryIssue> = {}): MemoryIssue {
  return { id: '20001', key: 'ACC-1', fields: someFields(), ...given }
}

/** The fields of `ACC-1`; a field that is given takes the place of one. */
export function someFields(given: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    summary: 'Deploy access for alice',
    project: { id: '10000', key: 'ACC', projectTypeKey: 'service_desk' },
    status: { id: '10001', name: 'Waiting for approval', statusCategory: { key: 'indeterminate' } },
    created: '2026-11-09T08:00:00.000+0000',
    updated: '2026-11-09T08:00:00.000+0000',
    resolution: null,
    resolutiondate: null,
    statuscategorychangedate: '2026-11-09T08:00:00.000+0000',
    comment: { comments: [], total: 0, maxResults: 0, startAt: 0 },
    reporter: user('acc-carol', 'Carol'),
    customfield_10050: { id: '10100', value: 'New access' },
    customfield_10051: user('acc-alice', 'Alice'),
    customfield_10052: { id: '10110', value: 'Deploy' },
    customfield_10053: { id: '10120', value: 'Read' },
    customfield_10054: user('acc-bob', 'Bob'),
    customfield_10055: '2026-12-31',
    customfield_10056: 'to release what is built',
    ...given,
  }
}
