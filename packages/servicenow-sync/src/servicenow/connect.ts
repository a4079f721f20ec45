import type { ServiceNowEntry } from '../config/servicenow-shape.ts'
import { createHttpClient } from '../http/create-http-client.ts'
import type { HttpOptions } from '../http/http-client.ts'
import type { Environment } from '../secrets/read-secret.ts'
import { createAuthorizer } from './wire/auth/create-authorizer.ts'
import { readTlsMaterial } from './wire/auth/read-tls-material.ts'
import { createServiceNowClient } from './wire/create-servicenow-client.ts'
import type { GroupCounter } from './wire/group-counter.ts'
import { judgeAnswer } from './wire/judge-answer.ts'
import type { ServiceNowClient } from './wire/servicenow-client.ts'

/** What an instance is asked with where the configuration does not say. */
export const courtesy = { pageSize: 500, concurrency: 2, requestsPerHour: 5000 } as const

/**
 * Opens a client of the instance that a configuration names. Nothing is asked yet. Throws a config error for an address or
 * for certificates that cannot be used.
 */
export async function connect(
  { instance, auth, tls, ...limits }: ServiceNowEntry,
  { env, userAgent }: { readonly env: Environment; readonly userAgent: string },
): Promise<ServiceNowClient & GroupCounter> {
  const { concurrency, requestsPerHour } = { ...courtesy, ...limits }
  const common = {
    baseUrl: instance,
    vendor: 'ServiceNow',
    userAgent,
    ...(tls !== undefined && { tls: await readTlsMaterial(tls, env) }),
  } satisfies Partial<HttpOptions>
  // A client that asked for its own token would wait for itself.
  const tokens = createHttpClient({ ...common, concurrency: 1 })
  const authorize = createAuthorizer(auth, { http: tokens, env })
  const client = createServiceNowClient(
    createHttpClient({ ...common, authorize, judge: judgeAnswer, concurrency, requestsPerHour }),
  )
  return {
    ...client,
    close: () => {
      client.close()
      tokens.close()
    },
  }
}
