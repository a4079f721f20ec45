import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AskingJira, ask } from '../ask.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'

/**
 * What each answer has, as members with dots between them and `[]` for the first of a list. Written by hand after every
 * answer below had been compared, on 25 November 2026, with Atlassian's OpenAPI description of the platform
 * (1001.0.0-SNAPSHOT-57a0ca5b, of December 2025, which allows no members but its own), and what differed had been mended.
 * The description of Jira Service Management was not to be had; `jira.js` checks those answers.
 */
const shapes: readonly (readonly [string, AskingJira, number, readonly string[]])[] = [
  [
    'issue/ACC-1?expand=changelog,names,schema&properties=*all',
    {},
    200,
    [
      'expand',
      'id',
      'self',
      'key',
      'fields.status.statusCategory.key',
      'changelog.histories.[].items.[].fieldId',
      'names',
      'schema',
      'properties.ticketbound',
    ],
  ],
  [
    'issue/ACC-1/transitions?expand=transitions.fields',
    {},
    200,
    [
      'expand',
      'transitions.[].to.statusCategory.id',
      'transitions.[].hasScreen',
      'transitions.[].isGlobal',
      'transitions.[].isConditional',
      'transitions.[].fields',
    ],
  ],
  ['issue/ACC-1/properties', {}, 200, ['keys.[].self', 'keys.[].key']],
  ['issue/ACC-1/properties/ticketbound', {}, 200, ['key', 'value']],
  [
    'issue/ACC-3/comment',
    {},
    200,
    [
      'startAt',
      'maxResults',
      'total',
      'comments.[].author.accountId',
      'comments.[].body.content',
      'comments.[].created',
      'comments.[].jsdPublic',
    ],
  ],
  [
    'issue/ACC-4/changelog?maxResults=1',
    {},
    200,
    [
      'self',
      'nextPage',
      'startAt',
      'maxResults',
      'total',
      'isLast',
      'values.[].author.displayName',
      'values.[].created',
      'values.[].items.[].toString',
    ],
  ],
  [
    'changelog/bulkfetch',
    { method: 'POST', body: { issueIdsOrKeys: ['ACC-4'], maxResults: 1 } },
    200,
    ['issueChangeLogs.[].issueId', 'issueChangeLogs.[].changeHistories.[].created', 'nextPageToken'],
  ],
  [
    'search/jql?jql=project=ACC&maxResults=1&expand=names&fields=status',
    {},
    200,
    ['issues.[].key', 'issues.[].fields.status', 'names', 'nextPageToken', 'isLast'],
  ],
  ['search/approximate-count', { method: 'POST', body: { jql: 'project=ACC' } }, 200, ['count']],
  [
    'field',
    {},
    200,
    [
      '[].id',
      '[].key',
      '[].name',
      '[].custom',
      '[].orderable',
      '[].navigable',
      '[].searchable',
      '[].clauseNames',
      '[].schema.type',
    ],
  ],
  ['status', {}, 200, ['[].self', '[].id', '[].name', '[].statusCategory.colorName']],
  ['statuses?id=10001', {}, 200, ['[].id', '[].name', '[].statusCategory', '[].scope.type']],
  [
    'project/ACC',
    {},
    200,
    ['id', 'key', 'name', 'lead.accountId', 'issueTypes.[].name', 'projectTypeKey', 'simplified', 'style'],
  ],
  ['project/search', {}, 200, ['startAt', 'maxResults', 'total', 'isLast', 'values.[].key']],
  ['project/ACC/statuses', {}, 200, ['[].name', '[].subtask', '[].statuses.[].id']],
  ['serverInfo', {}, 200, ['baseUrl', 'deploymentType', 'serverTime', 'versionNumbers']],
  [
    'myself',
    {},
    200,
    [
      'self',
      'accountId',
      'accountType',
      'emailAddress',
      'avatarUrls.48x48',
      'displayName',
      'active',
      'timeZone',
      'groups.size',
    ],
  ],
  ['user/search?query=a', {}, 200, ['[].accountId', '[].accountType', '[].displayName', '[].active']],
  [
    'user/bulk?accountId=acc-bob&accountId=nobody',
    {},
    200,
    ['self', 'startAt', 'maxResults', 'total', 'isLast', 'values.[].accountId'],
  ],
  [
    'issue/bulkfetch',
    { method: 'POST', body: { issueIdsOrKeys: ['ACC-1'] } },
    200,
    ['issues.[].fields.status', 'issueErrors'],
  ],
  [
    'workflow/rule/config?types=validator&expand=transition',
    { as: 'acc-ticketbound' },
    200,
    [
      'isLast',
      'values.[].workflowId.draft',
      'values.[].validators.[].key',
      'values.[].validators.[].configuration.value',
      'values.[].validators.[].transition.id',
      'values.[].postFunctions',
      'values.[].conditions',
    ],
  ],
  [
    'groupuserpicker?query=a',
    {},
    200,
    ['users.users.[].accountId', 'users.total', 'users.header', 'groups.groups', 'groups.total'],
  ],
  [
    'mypermissions?permissions=ADMINISTER',
    {},
    200,
    [
      'permissions.ADMINISTER.id',
      'permissions.ADMINISTER.key',
      'permissions.ADMINISTER.type',
      'permissions.ADMINISTER.havePermission',
    ],
  ],
  [
    'permissions/check',
    { method: 'POST', body: { globalPermissions: ['ADMINISTER'] } },
    200,
    ['globalPermissions', 'projectPermissions'],
  ],
  [
    'issue',
    { method: 'POST', body: { fields: { project: { key: 'ACC' }, issuetype: { id: '10010' }, summary: 'x' } } },
    201,
    ['id', 'key', 'self'],
  ],
  ['issue/NO-1', {}, 404, ['errorMessages', 'errors']],
  ['issue/ACC-2', { method: 'PUT', body: { fields: { nope: 1 } } }, 400, ['errorMessages', 'errors.nope']],
  ['search/jql?jql=nope=1', {}, 400, ['errorMessages', 'errors']],
  ['issue/ACC-1', { as: '' }, 401, ['errorMessages', 'errors']],
]

let jira: JiraEmulator
beforeAll(async () => {
  jira = await startJira()
  jira.world.addRule('ACC', 'Grant', { kind: 'validator', module: 'gate' })
  await ask(jira, 'issue/ACC-1/properties/ticketbound', { method: 'PUT', body: { state: 'ready' } })
})
afterAll(() => jira.stop())

describe('an answer has what Atlassian’s description says it has', () => {
  it.each(shapes)('%s', async (path, asking, status, members) => {
    const answer = await ask(jira, path, asking)
    expect(answer.status).toBe(status)
    for (const member of members) expect(memberOf(answer.body, member.split('.')), member).toBeDefined()
  })
})

/** What stands at a path of members; nothing where one of them is not its own. */
function memberOf(value: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined) return value
  const of = first === '[]' && Array.isArray(value) ? { '[]': value[0] } : value
  if (typeof of !== 'object' || of === null || !Object.hasOwn(of, first)) return undefined
  return memberOf((of as Readonly<Record<string, unknown>>)[first], rest)
}
