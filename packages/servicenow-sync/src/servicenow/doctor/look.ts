import { TicketboundError } from '../../errors.ts'
import type { PageAnswer } from '../wire/envelope.ts'
import type { PageRequest, ServiceNowClient } from '../wire/servicenow-client.ts'

/** An answer to one question of the doctor's, or why there is none. */
export type Look = PageAnswer | { readonly kind: 'error'; readonly error: TicketboundError }

/**
 * Asks for a page and gives the failure as data, so that the next question is asked all the same. What does not come
 * whole is asked for a second time: an instance that had too much to do for a moment lacks no right.
 */
export async function look(client: ServiceNowClient, request: PageRequest, signal?: AbortSignal): Promise<Look> {
  try {
    const first = await client.page(request, signal)
    return first.kind === 'damaged' ? await client.page(request, signal) : first
  } catch (error) {
    return { kind: 'error', error: expected(error, signal) }
  }
}

/** Gives the failure that an instance or its surroundings caused; throws anything else. */
export function expected(error: unknown, signal?: AbortSignal): TicketboundError {
  signal?.throwIfAborted()
  if (error instanceof TicketboundError) return error
  throw error
}

/** Says in one clause why there is no page. */
export function sayLook(seen: Exclude<Look, { readonly kind: 'page' }>): string {
  switch (seen.kind) {
    case 'damaged':
      return `the answer is not whole: ${seen.because}`
    case 'refused':
      return `${seen.message}${seen.detail === undefined ? '' : `: ${seen.detail}`} (${seen.status})`
    case 'error':
      return `${seen.error.message} (${seen.error.code})`
  }
}
