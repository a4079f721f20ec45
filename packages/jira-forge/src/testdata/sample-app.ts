import { asApp, asUser, getAppContext, route } from '@forge/api'
import { InvocationError, InvocationErrorCode, Queue } from '@forge/events'
import { kvs } from '@forge/kvs'
import { makeResolver } from '@forge/resolver'

// An app that does what a platform must be able to do, and tells what it was given.

/** Gives back what the function was called with, and what the vendor's package says of the app. */
export async function tell(payload: unknown, context: unknown): Promise<object> {
  const { appAri, invocationId, environmentType } = getAppContext()
  return { payload, context, app: { appId: appAri.appId, invocationId, environmentType } }
}

/** Never ends. */
export async function hang(): Promise<void> {
  await new Promise(() => undefined)
}

/** Fails. */
export async function fail(): Promise<void> {
  throw new Error('the app has a defect')
}

/** Reads what another invocation may write at the same time, and writes one more. */
export async function count(): Promise<number> {
  const before = (await kvs.get<number>('count')) ?? 0
  await kvs.set('count', before + 1)
  return before + 1
}

/** Writes to the log. */
export async function chatter({ lines }: { readonly lines: number }): Promise<void> {
  // biome-ignore lint/suspicious/noConsole: Forge's log is what is written to the console
  for (let line = 1; line <= lines; line += 1) console.info('line', line)
}

/** What Jira says of an issue. */
export interface Asked {
  readonly as: 'app' | 'user' | 'another'
  readonly key: string
}

/** Asks Jira for an issue in somebody's name. */
export async function ask({ as, key }: Asked): Promise<object> {
  const client = as === 'app' ? asApp() : as === 'user' ? asUser() : asUser('acc-mia')
  const response = await client.requestJira(route`/rest/api/3/issue/${key}?fields=summary`)
  return { status: response.status, body: await response.json() }
}

/** Asks Jira for something else. */
export async function askFor({ path }: { readonly path: string }): Promise<number> {
  const response = await asApp().requestJira(route`/rest/api/3/${path}`)
  return response.status
}

/** Tells what the clock says. */
export async function clock(): Promise<number> {
  return Date.now()
}

/** Pushes an event to a queue. */
export async function push(body: Record<string, unknown>): Promise<string> {
  const { jobId } = await new Queue({ key: 'work' }).push({ body })
  return jobId
}

/** Takes an event from the queue. */
export async function take(event: { readonly body: { readonly name: string } }): Promise<void> {
  await kvs.set(`taken.${event.body.name}`, event)
}

/** Asks to be called again until it was called so often. */
export async function again(event: {
  readonly until: number
  readonly retryContext?: { readonly retryCount: number }
}) {
  const retries = event.retryContext?.retryCount ?? 0
  await kvs.set('retries', retries)
  const options = { retryAfter: 60, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST }
  return retries < event.until ? new InvocationError(options) : undefined
}

/** What the frontend calls. */
export const resolver = makeResolver<Record<string, (payload: never) => object>>({
  tell: ({ payload, context }) => ({ payload, context }),
  large: () => ({ text: 'x'.repeat(5 * 1024 * 1024) }),
  ask: ({ payload }: { readonly payload: Asked }) => ask(payload),
  fail,
})
