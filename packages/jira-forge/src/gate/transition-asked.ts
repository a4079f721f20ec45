import { recordOf } from '@ticketbound/core'
import * as v from 'valibot'

const Named = v.object({ id: v.pipe(v.string(), v.nonEmpty()) })

/**
 * What a workflow validator's function is asked; only what is read. What was set for the transition is read apart, so
 * that what is wrong with it can be told.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/
 */
export const TransitionAsked = v.object({
  issue: v.object({ key: v.pipe(v.string(), v.nonEmpty()) }),
  configuration: v.unknown(),
  transition: v.object({
    from: Named,
    to: Named,
    /** Left out where the screen changed nothing, or there was none. */
    modifiedFields: v.nullish(recordOf(v.string(), v.unknown())),
  }),
})
export type TransitionAsked = v.InferOutput<typeof TransitionAsked>
