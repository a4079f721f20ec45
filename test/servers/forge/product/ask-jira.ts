import type { FetchPayload } from '../runtime/invocation.ts'
import { scopesFor } from './scopes.ts'

/** A site of Jira, as far as the platform's proxy knows it. */
export interface JiraSite {
  readonly url: string
  readonly cloudId: string
  /** The account in whose name the app asks. */
  readonly appAccount: string
  tokenFor(account: string): string
}

/** Who asks, and what the app may ask for. */
export interface Asker {
  readonly scopes: readonly string[]
  /** Who is at the screen; nobody for validators, triggers and schedules. */
  readonly accountId: string | undefined
}

/** A request to Jira, once it is clear in whose name it goes; or the proxy's own answer. */
export type Proxied = { readonly as: string } | { readonly refused: Response }

/**
 * Says in whose name a request goes. Nobody can be asked to consent where nobody is at a screen, and nobody is spoken
 * for who is not.
 */
export function accountFor(payload: FetchPayload, { accountId }: Asker, site: JiraSite): Proxied {
  if (payload.provider === 'app') return { as: site.appAccount }
  const isSelf = payload.accountId === undefined || payload.accountId === accountId
  if (payload.provider === 'user' && accountId !== undefined && isSelf) return { as: accountId }
  return { refused: proxyError(401, 'NEEDS_AUTHENTICATION_ERR') }
}

/** Says why a request goes no further than the gateway, if it does not. */
export function scopeRefusal(method: string, path: string, { scopes }: Asker): Response | undefined {
  const needed = scopesFor(method, path)
  if (needed?.length === 0 || needed?.some((scope) => scopes.includes(scope)) === true) return undefined
  const message = 'Unauthorized; scope does not match'
  return Response.json({ code: 401, message }, { status: 401 })
}

/** An answer of the proxy itself, which `@forge/api` makes an error of. */
export function proxyError(status: number, reason: string): Response {
  return new Response(null, { status, headers: { 'forge-proxy-error': reason } })
}

/** Asks Jira in an account's name. */
export function askJira(site: JiraSite, account: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('Authorization', `Bearer ${site.tokenFor(account)}`)
  return fetch(`${site.url}${path}`, { ...init, headers })
}
