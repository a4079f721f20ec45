import * as v from 'valibot'
import type { AdminCall } from '../admin-function.ts'

/** The id of a project as a page may name it. */
export const ProjectPayload = v.optional(v.pipe(v.string(), v.regex(/^\d{1,18}$/)))

/** Whose map is meant: on a project's own page always that project's, whatever the page says. */
export function projectOf({ projectId }: AdminCall, named: string | undefined): string | undefined {
  return projectId ?? named
}
