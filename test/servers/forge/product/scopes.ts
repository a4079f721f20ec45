/** Which scope an operation of Jira asks for. */
interface ScopeRule {
  readonly methods: readonly string[]
  /** The path below the site, without its query. */
  readonly path: RegExp
  /** One of these is enough; where none is named, none is needed. */
  readonly scopes: readonly string[]
}

const issue = `/rest/api/3/issue/[^/]+`
const rule = (methods: string, path: string, ...scopes: readonly string[]): ScopeRule => ({
  methods: methods.split(' '),
  path: new RegExp(`^${path}$`),
  scopes,
})

/**
 * The operations that an app of this kind may ask for, each with the classic scopes that the documentation of the
 * operation names. What is not listed is refused: whoever needs it looks its scope up first.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/
 */
export const scopeRules: readonly ScopeRule[] = [
  rule('GET', issue, 'read:jira-work'),
  rule('GET', `${issue}/(changelog|comment|transitions|watchers|editmeta|remotelink)`, 'read:jira-work'),
  rule('POST', `${issue}/changelog/list`, 'read:jira-work'),
  rule('POST', '/rest/api/3/changelog/bulkfetch', 'read:jira-work'),
  rule('POST', '/rest/api/3/issue/bulkfetch', 'read:jira-work'),
  rule('GET', `${issue}/comment/[^/]+`, 'read:jira-work'),
  rule('GET', `${issue}/properties(/[^/]+)?`, 'read:jira-work'),
  rule('PUT DELETE', `${issue}/properties/[^/]+`, 'write:jira-work'),
  rule('POST', `${issue}/(comment|transitions|notify)`, 'write:jira-work'),
  rule('PUT DELETE', `${issue}/comment/[^/]+`, 'write:jira-work'),
  rule('PUT DELETE', issue, 'write:jira-work'),
  rule('POST', '/rest/api/3/issue', 'write:jira-work'),
  rule('GET POST', '/rest/api/3/search/jql', 'read:jira-work'),
  rule('POST', '/rest/api/3/search/approximate-count', 'read:jira-work'),
  rule('POST', '/rest/api/3/jql/(match|parse)', 'read:jira-work'),
  rule('POST', '/rest/api/3/expression/(eval|evaluate|analyse)', 'read:jira-work', 'read:jira-user'),
  rule('GET', '/rest/api/3/(field|field/search|status|resolution|issuetype|priority)', 'read:jira-work'),
  rule('GET', '/rest/api/3/field/[^/]+/context(/.*)?', 'manage:jira-configuration'),
  rule('GET', '/rest/api/3/statuses(/search)?', 'manage:jira-configuration'),
  rule('GET', '/rest/api/3/(project/search|project/[^/]+(/statuses)?)', 'read:jira-work'),
  rule('GET', '/rest/api/3/(mypermissions|serverInfo)'),
  rule('POST', '/rest/api/3/permissions/check'),
  rule('GET', '/rest/api/3/(user|users|users/search|user/search|user/bulk|user/groups)', 'read:jira-user'),
  rule('GET', '/rest/api/3/user/(picker|assignable/search|viewissue/search)', 'read:jira-user'),
  rule('GET', '/rest/api/3/myself', 'read:jira-user'),
  rule('GET', '/rest/api/3/(group/bulk|groups/picker)', 'read:jira-user'),
  rule('GET', '/rest/api/3/group/member', 'manage:jira-configuration'),
  rule('GET', '/rest/api/3/workflow/search', 'manage:jira-project'),
  rule('GET PUT', '/rest/api/3/workflow/rule/config', 'manage:jira-configuration'),
  rule(
    'GET',
    String.raw`/rest/servicedeskapi/request(/[^/]+(/(approval(/\d+)?|status|participant|comment))?)?`,
    'read:servicedesk-request',
  ),
  rule('GET', '/rest/servicedeskapi/(servicedesk|requesttype)(/.*)?', 'read:servicedesk-request'),
  rule(
    'POST',
    String.raw`/rest/servicedeskapi/request/[^/]+/(approval/\d+|comment|transition)`,
    'write:servicedesk-request',
  ),
]

/** The scopes of which an operation needs one, if any are named; `undefined` for one that nobody listed. */
export function scopesFor(method: string, path: string): readonly string[] | undefined {
  const [bare = ''] = path.split('?')
  return scopeRules.find((one) => one.methods.includes(method) && one.path.test(bare))?.scopes
}
