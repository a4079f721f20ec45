import { changelogRoutes } from './changelog-api.ts'
import { commentRoutes } from './comment-api.ts'
import { issueRoutes } from './issue-api.ts'
import { permissionRoutes } from './permission-api.ts'
import { propertyRoutes } from './property-api.ts'
import { requestRoutes } from './request-api.ts'
import type { Route } from './route.ts'
import { searchRoutes } from './search-api.ts'
import { siteRoutes } from './site-api.ts'
import { transitionRoutes } from './transition-api.ts'
import { userRoutes } from './user-api.ts'
import { workflowRoutes } from './workflow-api.ts'

/** Everything that is served. Where two paths fit, the first counts. */
export const routes: readonly Route[] = [
  ...issueRoutes,
  ...transitionRoutes,
  ...propertyRoutes,
  ...commentRoutes,
  ...changelogRoutes,
  ...searchRoutes,
  ...userRoutes,
  ...siteRoutes,
  ...permissionRoutes,
  ...workflowRoutes,
  ...requestRoutes,
]
