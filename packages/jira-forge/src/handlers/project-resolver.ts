import { createGuardedResolver } from '../admin/create-guarded-resolver.ts'
import { createForgeAdministeredHost } from '../admin/forge-administered-host.ts'
import { permitProjectAdministrators } from '../admin/permission/permit.ts'
import { projectFunctions } from '../admin/project-functions.ts'

/**
 * The resolver of the module `jira:projectSettingsPage`.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-project-settings-page/
 */
export const projectResolver = createGuardedResolver(projectFunctions, {
  permit: permitProjectAdministrators,
  hostOf: createForgeAdministeredHost,
})
