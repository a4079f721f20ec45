import { adminFunctions } from '../admin/admin-functions.ts'
import { createGuardedResolver } from '../admin/create-guarded-resolver.ts'
import { createForgeAdministeredHost } from '../admin/forge-administered-host.ts'
import { permitJiraAdministrators } from '../admin/permission/permit.ts'

/**
 * The resolver of the module `jira:adminPage`.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-admin-page/
 */
export const adminResolver = createGuardedResolver(adminFunctions, {
  permit: permitJiraAdministrators,
  hostOf: createForgeAdministeredHost,
})
