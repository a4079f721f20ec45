import { kvs } from '@forge/kvs'
import { adminFunctions } from '../admin/admin-functions.ts'
import { createGuardedResolver } from '../admin/create-guarded-resolver.ts'
import { permitJiraAdministrators } from '../admin/permission/permit.ts'
import { createForgeHost } from '../forge-host.ts'
import { createKvsSweepCursors } from '../watch/create-kvs-sweep-cursors.ts'

/**
 * The resolver of the module `jira:adminPage`.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-admin-page/
 */
export const adminResolver = createGuardedResolver(adminFunctions, {
  permit: permitJiraAdministrators,
  hostOf: (context) => ({ ...createForgeHost(context), sweeps: createKvsSweepCursors(kvs) }),
})
