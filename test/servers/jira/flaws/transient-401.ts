import { failure } from '../wire/answer.ts'
import type { Flaw } from './flaw.ts'

/** Credentials that are right are refused. */
export const transient401: Flaw = {
  defaults: { every: 3 },
  instead: () => failure(401, 'Client must be authenticated to access this resource.'),
}
