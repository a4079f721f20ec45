import { createForgeHost } from '../forge-host.ts'
import { createPortalResolver } from '../screen/create-portal-resolver.ts'

/**
 * The resolver of the module `jiraServiceManagement:portalRequestDetailPanel`.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-service-management-portal-request-detail-panel/
 */
export const portalResolver = createPortalResolver(createForgeHost)
