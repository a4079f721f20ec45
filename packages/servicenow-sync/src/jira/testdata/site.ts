import type { FieldMap } from '@ticketbound/jira'
import type { JiraEntry } from '../../config/jira-shape.ts'

/** A map of few fields. */
export const aMap: FieldMap = {
  kind: { fixed: 'provision' },
  principal: { field: 'customfield_10051' },
  entitlement: { field: 'customfield_10052', values: { '10201': 'deploy' } },
}

/** A site, as the configuration names it. */
export const anEntry: JiraEntry = {
  site: 'https://vendor.test',
  auth: { type: 'api-token', user: 'night@example.com', token: { env: 'JIRA_TOKEN' } },
  map: './jira-map.yaml',
  jql: 'project = ACC',
}

/** An issue of a search. */
export function anIssue(number: number, fields: Readonly<Record<string, unknown>> = {}, properties = {}) {
  return {
    id: `${10_000 + number}`,
    key: `ACC-${number}`,
    fields: {
      project: { id: '10000', key: 'ACC', projectTypeKey: 'service_desk' },
      status: { id: '10003', name: 'Done', statusCategory: { key: 'done' } },
      created: '2026-03-02T08:00:00.000+0000',
      statuscategorychangedate: '2026-03-03T08:00:00.000+0000',
      reporter: { accountId: 'acc-mia' },
      customfield_10051: { accountId: 'acc-alice' },
      customfield_10052: { id: '10201', value: 'Deploy' },
      ...fields,
    },
    properties,
  }
}
