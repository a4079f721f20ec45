import * as v from 'valibot'

/** What a function returns that asks to be called again. */
const Retry = v.object({
  _retry: v.literal(true),
  retryOptions: v.looseObject({ retryReason: v.optional(v.string()), retryData: v.optional(v.unknown()) }),
})

/** What is called again: a function with what it was called with. */
export interface Again {
  readonly call: (payload: Readonly<Record<string, unknown>>) => Promise<unknown>
  readonly payload: Readonly<Record<string, unknown>>
}

/** Calls functions again that ask for it. */
export interface Retries {
  /** Looks at what a function returned; one that asked to be called again is, later. */
  look(returned: unknown, again: Again): void
  /** Something that is to be done later. */
  later(act: () => Promise<void>): void
  /** Ends once nothing is left to be called again. The seconds that the platform would wait are not waited for. */
  settled(): Promise<void>
}

/**
 * Makes the platform's patience: a function that asks for it is called again, with the count of its retries, as often as
 * the platform allows.
 *
 * @see https://developer.atlassian.com/platform/forge/events-reference/product_events/#retry-product-events
 */
export function createRetries(most: number): Retries {
  const waiting: (() => Promise<void>)[] = []

  function look(returned: unknown, { call, payload }: Again): void {
    const retry = v.safeParse(Retry, returned)
    if (!retry.success) return
    const { retryReason, retryData } = retry.output.retryOptions
    const before = (payload.retryContext as { readonly retryCount?: number } | undefined)?.retryCount ?? 0
    if (before >= most) return
    const retryContext = { retryCount: before + 1, retryReason, ...(retryData !== undefined && { retryData }) }
    const next = { ...payload, retryContext }
    waiting.push(async () => look(await call(next), { call, payload: next }))
  }

  async function settled(): Promise<void> {
    for (let act = waiting.shift(); act !== undefined; act = waiting.shift()) {
      // One that fails is told to nobody: the platform writes it to the app's log.
      await act().catch(() => undefined)
    }
  }

  return { look, later: (act) => void waiting.push(act), settled }
}
