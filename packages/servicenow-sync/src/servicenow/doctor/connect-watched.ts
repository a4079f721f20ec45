import type { ServiceNowEntry } from '../../config/servicenow-shape.ts'
import { type ConnectionContext, connectHttp } from '../connect.ts'
import { createServiceNowClient } from '../wire/create-servicenow-client.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import { type WatchedHttp, watchAnswers } from './watch-answers.ts'
import { type TokenFacts, type WatchedTokens, watchTokens } from './watch-tokens.ts'

/** An instance, as the doctor asks it. */
export interface WatchedConnection {
  readonly client: ServiceNowClient
  readonly http: WatchedHttp
  /** What was said of the token; nothing where none is used, or none was given yet. */
  readonly token: () => TokenFacts | undefined
  close(): void
}

/** A person waits for the answer, and what passes is worth telling. */
const retry = { attempts: 3, patienceMs: 10_000 } as const

/**
 * Opens a connection that remembers what answers say beside their bodies, one question at a time; `now` is this machine's
 * clock in milliseconds. Throws as `connect` does.
 */
export async function connectWatched(
  entry: ServiceNowEntry,
  { now, ...context }: ConnectionContext & { readonly now: () => number },
): Promise<WatchedConnection> {
  let tokens: WatchedTokens | undefined
  const asking = await connectHttp({ ...entry, concurrency: 1 }, context, {
    retry,
    watchTokens: (http) => {
      tokens = watchTokens(http)
      return tokens
    },
  })
  const http = watchAnswers(asking, now)
  return { client: createServiceNowClient(http), http, token: () => tokens?.facts(), close: () => http.close() }
}
