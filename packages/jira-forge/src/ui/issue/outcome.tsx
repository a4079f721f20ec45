import { ErrorMessage, ValidMessage } from '@forge/react'
import type { ScreenRefusal } from '../../screen/issue-screen.ts'

/** What came of something: what was done, or why nothing was. */
export type Outcome = { readonly done: string } | ScreenRefusal

/**
 * Says what came of something. Both messages are live text, which a screen reader reads out when it changes.
 *
 * @see https://developer.atlassian.com/platform/forge/ui-kit/components/form/#error-message
 */
export function OutcomeMessage({ outcome }: { readonly outcome: Outcome | undefined }) {
  if (outcome === undefined) return null
  if ('done' in outcome) return <ValidMessage>{outcome.done}</ValidMessage>
  return (
    <ErrorMessage>
      {outcome.message} {outcome.help}
    </ErrorMessage>
  )
}
