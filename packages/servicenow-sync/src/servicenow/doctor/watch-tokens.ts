import * as v from 'valibot'
import type { HttpClient, HttpResponse } from '../../http/http-client.ts'

/** What an instance said of the token that it gave. */
export interface TokenFacts {
  readonly scope: string | undefined
  readonly livesSeconds: number | undefined
}

/** An HTTP client for tokens that remembers what was said of the last one, and never the token itself. */
export interface WatchedTokens extends HttpClient {
  readonly facts: () => TokenFacts | undefined
}

const Answer = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ scope: v.optional(v.string()), expires_in: v.optional(v.pipe(v.unknown(), v.transform(Number))) }),
)

/** Watches the answers of a client that asks for tokens. */
export function watchTokens(http: HttpClient): WatchedTokens {
  let facts: TokenFacts | undefined

  async function send(...asked: Parameters<HttpClient['send']>): Promise<HttpResponse> {
    const response = await http.send(...asked)
    const answer = v.safeParse(Answer, response.text)
    if (response.status === 200 && answer.success) {
      const { scope, expires_in: lives } = answer.output
      facts = { scope, livesSeconds: Number.isFinite(lives) ? lives : undefined }
    }
    return response
  }

  return { send, usage: () => http.usage(), close: () => http.close(), facts: () => facts }
}
