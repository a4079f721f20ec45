import { AsyncLocalStorage } from 'node:async_hooks'

/** What the vendor's packages call for everything that goes out: the payload says to whom. */
export type ForgeFetch = (payload: FetchPayload, path: string, init?: RequestInit) => Promise<Response>

/** To whom a call goes, and as whom. */
export interface FetchPayload {
  readonly type: string
  readonly provider?: string
  readonly remote?: string
  readonly accountId?: string
}

/** One invocation of the app: what its packages find in the global scope while it runs. */
export interface Invocation {
  readonly runtime: Readonly<Record<string, unknown>>
  readonly fetch: ForgeFetch
}

/** Which invocation the code that runs belongs to; several run at once. */
const running = new AsyncLocalStorage<Invocation>()

/** Runs something within an invocation. */
export function runWithin<T>(invocation: Invocation, run: () => Promise<T>): Promise<T> {
  installGlobals()
  return running.run(invocation, run)
}

/**
 * The platform gives its packages what they need as globals. Here several invocations share a process, so that what is
 * found depends on who looks.
 */
function installGlobals(): void {
  const found: Readonly<Record<string, (invocation: Invocation | undefined) => unknown>> = {
    __forge_runtime__: (invocation) => invocation?.runtime,
    __forge_fetch__: (invocation) => invocation?.fetch ?? outside,
  }
  for (const [name, find] of Object.entries(found)) {
    Object.defineProperty(globalThis, name, { configurable: true, get: () => find(running.getStore()) })
  }
}

async function outside(): Promise<never> {
  throw new Error('the platform is called outside an invocation')
}
