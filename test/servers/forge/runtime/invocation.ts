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
  readonly id: string
  readonly runtime: Readonly<Record<string, unknown>>
  readonly fetch: ForgeFetch
  /** The platform's clock where it is not this machine's. */
  readonly now?: () => number
  readonly log: (level: string, words: readonly unknown[]) => void
}

/** Which invocation the code that runs belongs to; several run at once. */
const running = new AsyncLocalStorage<Invocation>()

/** Runs something within an invocation. */
export function runWithin<T>(invocation: Invocation, run: () => Promise<T>): Promise<T> {
  installGlobals()
  return running.run(invocation, run)
}

/** What was there before; one that is installed stays, so that it is installed once. */
const installed = Symbol.for('ticketbound/emulated-forge')

/**
 * The platform gives its packages what they need as globals. Here several invocations share a process with each other
 * and with the test, so that what is found, told or written depends on whose code looks.
 */
function installGlobals(): void {
  if (Object.hasOwn(globalThis, installed)) return
  Object.defineProperty(globalThis, installed, { value: true })
  define(globalThis, '__forge_runtime__', { get: () => running.getStore()?.runtime, configurable: true })
  define(globalThis, '__forge_fetch__', { get: () => running.getStore()?.fetch ?? outside, configurable: true })
  const machineNow = Date.now
  define(Date, 'now', { value: () => (running.getStore()?.now ?? machineNow)(), configurable: true, writable: true })
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    const write = console[level]
    define(console, level, {
      value: (...words: unknown[]) => {
        const invocation = running.getStore()
        if (invocation === undefined) write.apply(console, words)
        else invocation.log(level, words)
      },
      configurable: true,
      writable: true,
    })
  }
}

function define(owner: object, name: string, property: PropertyDescriptor): void {
  Object.defineProperty(owner, name, property)
}

async function outside(): Promise<never> {
  throw new Error('the platform is called outside an invocation')
}
