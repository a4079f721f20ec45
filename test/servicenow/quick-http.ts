import { createHttpClient } from '../../packages/servicenow-sync/src/http/create-http-client.ts'
import type { HttpClient, HttpOptions } from '../../packages/servicenow-sync/src/http/http-client.ts'
import { stoppedClock } from '../../packages/servicenow-sync/src/http/testdata/stopped-clock.ts'
import { judgeAnswer } from '../../packages/servicenow-sync/src/servicenow/wire/judge-answer.ts'

/** The real HTTP room for an emulated instance, as its `admin`, by a clock on which no wait takes any time. */
export function quickHttp(url: string, options: Partial<HttpOptions> = {}): HttpClient {
  return createHttpClient({
    baseUrl: url,
    vendor: 'ServiceNow',
    userAgent: 'ticketbound/test',
    judge: judgeAnswer,
    authorize: {
      headers: async () => ({ authorization: `Basic ${btoa('admin:admin')}` }),
      renew: () => undefined,
      secrets: () => [],
    },
    concurrency: 1,
    clock: stoppedClock(),
    ...options,
  })
}
