import { notAuthenticated } from '../access/authenticate.ts'
import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Credentials that are right are refused now and then. */
export const transient401: Flaw<When> = {
  defaults: { every: 5 },
  instead: () => notAuthenticated(),
}
