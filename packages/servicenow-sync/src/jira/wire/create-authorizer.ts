import type { JiraAuth } from '../../config/jira-shape.ts'
import type { Authorizer } from '../../http/http-client.ts'
import { type Environment, readSecret } from '../../secrets/read-secret.ts'
import { keepSecret, type Secret } from '../../secrets/secret.ts'

/**
 * Makes what shows a site who asks: a user's address and an API token. The token is read when it is first needed, and
 * again after it was refused, so that one that was changed meanwhile is found.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/
 */
export function createAuthorizer({ user, token }: JiraAuth, env: Environment): Authorizer {
  const known = new Map<string, Secret>()
  let kept: Promise<string> | undefined

  async function read(): Promise<string> {
    const secret = hide(await readSecret(token, env, '`jira.auth.token`'))
    return `Basic ${hide(Buffer.from(`${user}:${secret}`).toString('base64'))}`
  }

  /** Keeps what must never be shown. */
  function hide(text: string): string {
    known.set(text, keepSecret(text))
    return text
  }

  async function headers(): Promise<Readonly<Record<string, string>>> {
    kept ??= read()
    const reading = kept
    try {
      return { authorization: await reading }
    } catch (error) {
      if (kept === reading) kept = undefined
      throw error
    }
  }

  return {
    headers,
    renew: () => {
      kept = undefined
    },
    secrets: () => [...known.values()].map((secret) => secret.reveal()),
  }
}
