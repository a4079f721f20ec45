import type { JiraEntry } from '../config/jira-shape.ts'
import { createHttpClient } from '../http/create-http-client.ts'
import type { HttpOptions } from '../http/http-client.ts'
import type { Environment } from '../secrets/read-secret.ts'
import { courtesy } from './courtesy.ts'
import { createAuthorizer } from './wire/create-authorizer.ts'
import { createJiraClient } from './wire/create-jira-client.ts'
import type { JiraClient } from './wire/jira-client.ts'
import { judgeAnswer } from './wire/judge-answer.ts'

/** What a connection takes from the world outside. */
export interface ConnectionContext {
  readonly env: Environment
  readonly userAgent: string
  /** How failures that pass are met, where not as a night meets them. */
  readonly retry?: HttpOptions['retry']
}

/** Opens a client of the site that a configuration names. Nothing is asked yet. Throws a config error for an address that cannot be used. */
export function connect(
  { site, auth, ...limits }: JiraEntry,
  { env, userAgent, retry }: ConnectionContext,
): JiraClient {
  const { concurrency, requestsPerHour } = { ...courtesy, ...limits }
  return createJiraClient(
    createHttpClient({
      baseUrl: site,
      vendor: 'Jira',
      userAgent,
      authorize: createAuthorizer(auth, env),
      judge: judgeAnswer,
      concurrency,
      requestsPerHour,
      ...(retry !== undefined && { retry }),
    }),
  )
}
