import type { ServiceNowEntry } from '../config/servicenow-shape.ts'
import { createHttpClient } from '../http/create-http-client.ts'
import type { HttpOptions } from '../http/http-client.ts'
import type { Environment } from '../secrets/read-secret.ts'
import { version } from '../version.ts'
import { createAuthorizer } from './wire/auth/create-authorizer.ts'
import { readTlsMaterial } from './wire/auth/read-tls-material.ts'
import { createServiceNowClient } from './wire/create-servicenow-client.ts'
import { judgeAnswer } from './wire/judge-answer.ts'
import type { ServiceNowClient } from './wire/servicenow-client.ts'

/**
 * Opens a client of an instance, with the credentials and limits its entry names. Nothing is asked yet. Throws a config
 * error for an address or certificates that cannot be used.
 */
export async function openServiceNowClient(entry: ServiceNowEntry, env: Environment): Promise<ServiceNowClient> {
  const { instance, auth, tls, concurrency = 2, requestsPerHour = 5000 } = entry
  const common: HttpOptions = {
    baseUrl: instance,
    vendor: 'ServiceNow',
    userAgent: `ticketbound/${version()}`,
    concurrency,
    ...(tls !== undefined && { tls: await readTlsMaterial(tls, env) }),
  }
  const tokens = createHttpClient(common)
  const authorize = createAuthorizer(auth, { http: tokens, env })
  const http = createHttpClient({ ...common, authorize, judge: judgeAnswer, requestsPerHour })
  const client = createServiceNowClient(http)
  return {
    ...client,
    close: () => {
      client.close()
      tokens.close()
    },
  }
}
