import { InvocationError, InvocationErrorCode } from '@forge/events'
import type { AppHost } from '../app-host.ts'

/** Where what failed is told. */
export type LaterHost = Pick<AppHost, 'reference' | 'report'>

/** Forge tries four times more; after that the sweep finds what is missing. */
const retryAfterSeconds = 60

/**
 * Does what an event asks for. What fails is reported, and Forge is asked to bring the event again, unless only an
 * administrator can help. Never rejects.
 *
 * @see https://developer.atlassian.com/platform/forge/events-reference/product_events/#retry-product-events
 */
export async function orLater(
  act: () => Promise<unknown>,
  { reference, report }: LaterHost,
): Promise<InvocationError | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    report({ reference: reference(), error })
    const isForAdministrators = error instanceof Error && 'kind' in error && error.kind === 'config'
    if (isForAdministrators) return undefined
    return new InvocationError({
      retryAfter: retryAfterSeconds,
      retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    })
  }
}
