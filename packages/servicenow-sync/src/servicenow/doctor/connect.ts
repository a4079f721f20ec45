import type { ServiceNowEntry } from '../../config/servicenow-shape.ts'
import { createHttpClient } from '../../http/create-http-client.ts'
import type { HttpClient, HttpOptions } from '../../http/http-client.ts'
import type { Environment } from '../../secrets/read-secret.ts'
import { createAuthorizer } from '../wire/auth/create-authorizer.ts'
import { readTlsMaterial } from '../wire/auth/read-tls-material.ts'
import { createServiceNowClient } from '../wire/create-servicenow-client.ts'
import { judgeAnswer } from '../wire/judge-answer.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import { type WatchedHttp, watchAnswers } from './watch-answers.ts'
import { type TokenFacts, watchTokens } from './watch-tokens.ts'

/** An instance, as the doctor asks it. */
export interface Connection {
  readonly client: ServiceNowClient
  readonly http: WatchedHttp
  /** What was said of the token; nothing where none is used, or none was given yet. */
  readonly token: () => TokenFacts | undefined
  close(): void
}

/** What a connection is made with. */
export interface ConnectionContext {
  readonly env: Environment
  readonly userAgent: string
  readonly now: () => number
}

/** A person waits for the answer, and what passes is worth telling. */
const retry = { attempts: 3, patienceMs: 10_000 } as const

/** Opens a connection. Throws a config error for an address or for certificates that cannot be used. */
export async function connect(entry: ServiceNowEntry, { env, userAgent, now }: ConnectionContext): Promise<Connection> {
  const { instance, auth, tls } = entry
  const common: HttpOptions = {
    baseUrl: instance,
    vendor: 'ServiceNow',
    userAgent,
    concurrency: 1,
    retry,
    ...(tls !== undefined && { tls: await readTlsMaterial(tls, env) }),
  }
  const tokens = watchTokens(createHttpClient(common))
  const asking: HttpClient = createHttpClient({
    ...common,
    authorize: createAuthorizer(auth, { http: tokens, env }),
    judge: judgeAnswer,
  })
  const http = watchAnswers(asking, now)
  return {
    client: createServiceNowClient(http),
    http,
    token: tokens.facts,
    close: () => {
      asking.close()
      tokens.close()
    },
  }
}
