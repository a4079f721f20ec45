import { createForgeHost } from '../forge-host.ts'
import { createIssueResolver } from '../screen/create-issue-resolver.ts'

/**
 * The resolver of the modules `jira:issuePanel` and `jira:issueContext`.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-issue-panel/
 */
export const issueResolver = createIssueResolver(createForgeHost)
