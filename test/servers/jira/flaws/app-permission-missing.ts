import type { ProjectPermission } from '../world/permission.ts'
import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Apps lack a permission in every project; default: to browse. */
export const appPermissionMissing: Flaw<When & { readonly permission?: ProjectPermission }> = {
  defaults: { permission: 'BROWSE_PROJECTS' },
  begin: ({ permission = 'BROWSE_PROJECTS' }, { world }) => {
    const before = [...world.projects.values()]
    for (const { key } of before) {
      world.changeProject(key, (project) => ({
        ...project,
        grants: project.grants.filter((grant) => grant.to !== 'apps' || grant.permission !== permission),
      }))
    }
    return () => {
      for (const { key, grants } of before) world.changeProject(key, (project) => ({ ...project, grants }))
    }
  },
}
