import { createGuardedResolver } from '../admin/create-guarded-resolver.ts'
import { createForgeAdministeredHost } from '../admin/forge-administered-host.ts'
import { permitWorkflowAdministrators } from '../admin/permission/permit.ts'
import { validatorFunctions } from '../admin/validator-functions.ts'

/**
 * The resolver of the page on which a transition's gate is configured.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/
 */
export const validatorResolver = createGuardedResolver(validatorFunctions, {
  permit: permitWorkflowAdministrators,
  hostOf: createForgeAdministeredHost,
})
