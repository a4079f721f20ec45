import { anIssue } from '../../testdata/issue.ts'
import { createMemoryJira, type MemoryIssue, type MemoryJira } from '../../testdata/memory-jira.ts'

const field = (id: string, name: string, type: string) => ({ id, name, custom: true, schema: { type } })

/** The fields of the small world's site. */
export const accSiteFields = [
  { id: 'reporter', name: 'Reporter', custom: false, schema: { type: 'user' } },
  field('customfield_10050', 'Kind', 'option'),
  field('customfield_10051', 'Access for', 'user'),
  field('customfield_10052', 'Entitlement', 'option'),
  field('customfield_10053', 'Level', 'option'),
  field('customfield_10054', 'Owner', 'user'),
  field('customfield_10055', 'Expires', 'date'),
  field('customfield_10056', 'Justification', 'string'),
]

const statuses = ['10001', '10003', '10004', '10005', '10006'].map((id) => ({ id, name: `Status ${id}` }))

/** The small world's site, as far as its setting up asks it. */
export function accSite(...issues: readonly MemoryIssue[]): MemoryJira {
  const jira = createMemoryJira(...(issues.length > 0 ? issues : [anIssue()]))
  jira.answer('GET /rest/api/3/field', { status: 200, body: accSiteFields })
  jira.answer('GET /rest/api/3/status', {
    status: 200,
    body: [...statuses, { id: '10900', name: 'Theirs', scope: { type: 'PROJECT', project: { id: '10900' } } }],
  })
  return jira
}
