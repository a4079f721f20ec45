import { makeResolver } from '@forge/resolver'
import { type Refusal, refuse } from './admin-answer.ts'
import type { AdminCall, AdminFunctions, AdministeredHost } from './admin-function.ts'
import type { Permit } from './permission/permit.ts'

/** What the platform says of an invocation, as far as it is looked at. */
export interface InvocationContext {
  readonly accountId?: string
  readonly extension?: { readonly project?: { readonly id?: string | number } }
}

/** What stands around the functions of a page. */
export interface Guard {
  /** Asked before every function, whichever it is. */
  readonly permit: Permit
  readonly hostOf: (context: InvocationContext) => AdministeredHost
}

/** What a Forge resolver is called with. */
export interface Invocation {
  readonly call: { readonly functionKey: string; readonly payload?: unknown }
  readonly context: InvocationContext
}

/** What the resolver hands on: the account in the context is the platform's, whatever the invocation said. */
interface ResolverRequest {
  readonly payload: unknown
  readonly context: InvocationContext
}

/**
 * Makes the resolver of a page. No function of it answers before `permit` has said yes, a failure tells only where to
 * look, and a name that stands for no function is refused.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/forge-resolver/
 */
export function createGuardedResolver(functions: AdminFunctions, guard: Guard) {
  const handlers = Object.entries(functions).map(
    ([name, { answer }]) =>
      [
        name,
        ({ payload, context }: ResolverRequest) => answerGuarded((call) => answer(payload, call), context, guard),
      ] as const,
  )
  const resolve = makeResolver<Record<string, (payload: never) => object>>(Object.fromEntries(handlers))
  return async (invocation: Invocation, runtime?: Record<string, unknown>): Promise<unknown> => {
    // The resolver looks names up with `in`, which finds `constructor` and `toString`, too.
    if (!Object.hasOwn(functions, invocation.call.functionKey)) return unknownFunction
    return resolve({ ...invocation, context: { ...invocation.context } }, runtime)
  }
}

const unknownFunction = refuse(
  'function-unknown',
  'The page asked for something that the app does not know.',
  'Load the page again; it may be older than the app.',
)

async function answerGuarded(
  answer: (call: AdminCall) => Promise<object>,
  context: InvocationContext,
  { permit, hostOf }: Guard,
): Promise<object> {
  let host: AdministeredHost | undefined
  try {
    host = hostOf(context)
    const call = toCall(host, context)
    if (call === undefined) return notLoggedIn
    return (await permit(call)) ?? (await answer(call))
  } catch (error) {
    // The platform asks for consent by an error of its own, which must reach it as it is.
    if (error instanceof Error && error.name === 'NEEDS_AUTHENTICATION_ERR') throw error
    return failed(error, host)
  }
}

function toCall(host: AdministeredHost, { accountId, extension }: InvocationContext): AdminCall | undefined {
  if (accountId === undefined || accountId === '') return undefined
  const projectId = extension?.project?.id
  return { host, accountId, ...(projectId !== undefined && { projectId: String(projectId) }) }
}

const notLoggedIn = refuse(
  'nobody-there',
  'Nobody is logged in here, so nothing of the administration is shown.',
  'Log in to Jira and open the page again.',
)

/** What the app itself says of an error is for people to read; anything else may hold an answer of Jira's. */
function failed(error: unknown, host: AdministeredHost | undefined): Refusal {
  const reference = host?.reference() ?? 'none'
  host?.report({ reference, error })
  if (isOurs(error)) {
    const message = `Ticketbound could not do this: ${error.message}.`
    return refuse(error.code, message, `${sentence(error.help)} The reference is ${reference}.`)
  }
  return refuse(
    'could-not-answer',
    `Ticketbound could not do this. The reference is ${reference}.`,
    "Try again. If it happens again, look the reference up in the app's log (`forge logs`).",
  )
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

/** Bundlers rename classes, so an error of ours is known by what it says: a code, and help. */
function isOurs(error: unknown): error is Error & { readonly code: string; readonly help: string } {
  if (!(error instanceof Error) || !('code' in error) || !('help' in error)) return false
  return typeof error.code === 'string' && typeof error.help === 'string'
}
