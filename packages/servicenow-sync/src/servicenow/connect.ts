import type { ServiceNowEntry } from '../config/servicenow-shape.ts'
import { createHttpClient } from '../http/create-http-client.ts'
import type { HttpClient, HttpOptions } from '../http/http-client.ts'
import type { Environment } from '../secrets/read-secret.ts'
import { courtesy } from './courtesy.ts'
import { createAuthorizer } from './wire/auth/create-authorizer.ts'
import { readTlsMaterial } from './wire/auth/read-tls-material.ts'
import { createServiceNowClient } from './wire/create-servicenow-client.ts'
import type { GroupCounter } from './wire/group-counter.ts'
import { judgeAnswer } from './wire/judge-answer.ts'
import type { ServiceNowClient } from './wire/servicenow-client.ts'

/** What a connection takes from the world outside. */
export interface ConnectionContext {
  readonly env: Environment
  readonly userAgent: string
}

/** How an instance is asked where not as a night asks it. */
export interface ConnectOptions {
  readonly retry?: HttpOptions['retry']
  /** Looks on while tokens are asked for: gives the client that is used in place of the one that it is given. */
  readonly watchTokens?: (http: HttpClient) => HttpClient
}

/**
 * Opens a client of the instance that a configuration names. Nothing is asked yet. Throws a config error for an address or
 * for certificates that cannot be used.
 */
export async function connect(
  entry: ServiceNowEntry,
  context: ConnectionContext,
): Promise<ServiceNowClient & GroupCounter> {
  return createServiceNowClient(await connectHttp(entry, context))
}

/** As `connect`, one room below: for whoever looks at the answers themselves. */
export async function connectHttp(
  { instance, auth, tls, ...limits }: ServiceNowEntry,
  { env, userAgent }: ConnectionContext,
  { retry, watchTokens = (http) => http }: ConnectOptions = {},
): Promise<HttpClient> {
  const { concurrency, requestsPerHour } = { ...courtesy, ...limits }
  const common = {
    baseUrl: instance,
    vendor: 'ServiceNow',
    userAgent,
    ...(retry !== undefined && { retry }),
    ...(tls !== undefined && { tls: await readTlsMaterial(tls, env) }),
  } satisfies Partial<HttpOptions>
  // A client that asked for its own token would wait for itself.
  const tokens = createHttpClient({ ...common, concurrency: 1 })
  const authorize = createAuthorizer(auth, { http: watchTokens(tokens), env })
  const asking = createHttpClient({ ...common, authorize, judge: judgeAnswer, concurrency, requestsPerHour })
  return {
    ...asking,
    close: () => {
      asking.close()
      tokens.close()
    },
  }
}
