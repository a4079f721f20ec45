import { randomUUID } from 'node:crypto'
import type { Platform } from '../platform.ts'
import { createFetch } from './create-fetch.ts'
import { createLog } from './create-log.ts'
import { createRuntime } from './create-runtime.ts'
import { backendContext } from './installation-facts.ts'
import { runWithin } from './invocation.ts'
import { type FailureReason, InvocationFailure } from './invocation-failure.ts'
import { timeLimitOf } from './time-limit.ts'

/** One invocation that is asked for. */
export interface Asking {
  readonly function: string
  readonly moduleKey: string
  readonly payload: unknown
  /** Who is at the screen; nobody for validators, triggers and schedules. */
  readonly accountId?: string
}

/** Runs a function of the app as the platform does, and gives what it returns; rejects where it gives nothing. */
export async function invokeFunction(
  platform: Platform,
  handlers: Readonly<Record<string, unknown>>,
  asking: Asking,
): Promise<unknown> {
  const { limits, facts } = platform
  const sent = JSON.stringify(asking.payload ?? {})
  if (Buffer.byteLength(sent) > limits['invocation-payload-bytes']) {
    throw new InvocationFailure('payload-too-large', `the payload of ${asking.function} is too large`)
  }
  const handler = handlerOf(platform, handlers, asking.function)
  const seconds = timeLimitOf(asking.function, platform.manifest, limits)
  return inInvocation(platform, { ...asking, seconds }, async () =>
    handler(JSON.parse(sent), backendContext(facts, asking.accountId)),
  )
}

/** What is run in an invocation, and for how long at most. */
type Running = Omit<Asking, 'payload'> & { readonly seconds: number }

/** Runs something as one invocation, with its time, its log and its way out. */
export async function inInvocation<T>(platform: Platform, running: Running, run: () => Promise<T>): Promise<T> {
  const { seconds, accountId, moduleKey } = running
  const id = randomUUID()
  const since = performance.now()
  const worked = process.cpuUsage()
  const over = new AbortController()
  const log = createLog(platform.lines, { id, function: running.function, seconds }, platform.limits)
  const remainingMs = () => Math.max(0, seconds * 1000 - (performance.now() - since))
  const invocation = {
    id,
    runtime: createRuntime(platform.facts, { id, moduleKey, remainingMs }),
    fetch: createFetch(platform, { id, accountId, over: over.signal }),
    log,
    ...(platform.ownClock && { now: platform.now }),
  }
  const outcome = await inTime(runWithin(invocation, run), seconds * 1000)
  over.abort()
  const { user, system } = process.cpuUsage(worked)
  const spent = { ms: performance.now() - since, cpuMs: (user + system) / 1000 }
  const told = 'value' in outcome ? 'done' : outcome.reason
  platform.record.addInvocation({ id, function: running.function, outcome: told, ...spent })
  if ('value' in outcome) return outcome.value
  log('error', [outcome.message, outcome.cause])
  throw new InvocationFailure(outcome.reason, outcome.message, outcome.cause)
}

type Outcome<T> =
  | { readonly value: T }
  | { readonly reason: FailureReason; readonly message: string; readonly cause?: unknown }

function inTime<T>(run: Promise<T>, ms: number): Promise<Outcome<T>> {
  return new Promise((done) => {
    const timer = setTimeout(() => done({ reason: 'timed-out', message: `the function took more than ${ms} ms` }), ms)
    const ended = (outcome: Outcome<T>) => {
      clearTimeout(timer)
      done(outcome)
    }
    run.then(
      (value) => ended({ value }),
      (cause: unknown) => ended({ reason: 'threw', message: saying(cause), cause }),
    )
  })
}

function saying(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

type Handler = (payload: unknown, context: unknown) => unknown

/** Finds the export that the manifest's `handler` names: `index.gate` is `gate`. */
function handlerOf({ manifest }: Platform, handlers: Readonly<Record<string, unknown>>, key: string): Handler {
  const named = manifest.modules.function.find((one) => one.key === key)?.handler
  const found = named === undefined ? undefined : handlers[named.split('.').at(-1) ?? '']
  if (typeof found === 'function') return found as Handler
  throw new InvocationFailure('unknown-function', `the app has no function ${key}`)
}
