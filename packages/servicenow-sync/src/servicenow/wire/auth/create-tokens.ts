import type { Clock } from '../../../http/clock.ts'
import type { Authorizer } from '../../../http/http-client.ts'

/** A token, and for how many milliseconds from now on it is good. */
export interface Token {
  readonly text: string
  readonly lifeMs: number
}

/** What tokens are kept with. */
export interface TokenContext {
  readonly clock: Clock
  /** Keeps what must never be shown. */
  readonly hide: (text: string) => string
}

/** How long before its end a token is renewed, at most: a request may be under way for a while. */
const marginMs = 60_000

interface Held {
  readonly text: string
  readonly renewAt: number
}

/**
 * Holds one token and renews it before it ends: once, however many wait for it. Where the instance gives the same token
 * again, as ServiceNow does while one is good, the rest of its life is halved rather than asked for at each request.
 */
export function createTokens({ clock, hide }: TokenContext, ask: () => Promise<Token>): Omit<Authorizer, 'secrets'> {
  let held: Held | undefined
  let renewing: Promise<Held> | undefined

  async function renewToken(): Promise<Held> {
    const { text, lifeMs } = await ask()
    held = { text: hide(text), renewAt: clock.now() + lifeMs - Math.min(marginMs, lifeMs / 2) }
    return held
  }

  function current(): Promise<Held> {
    renewing ??= renewToken().finally(() => {
      renewing = undefined
    })
    return renewing
  }

  async function headers(signal?: AbortSignal): Promise<Readonly<Record<string, string>>> {
    signal?.throwIfAborted()
    const token = held !== undefined && clock.now() < held.renewAt ? held : await waitFor(current(), signal)
    return { authorization: `Bearer ${token.text}` }
  }

  return {
    headers,
    renew: () => {
      held = undefined
    },
  }
}

/** Waits no longer than until the signal is aborted; the renewal goes on, since others may wait for it, too. */
function waitFor<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
