import type { ServiceNowAuth } from '../../../config/servicenow-shape.ts'
import type { Clock } from '../../../http/clock.ts'
import { systemClock } from '../../../http/clock.ts'
import type { Authorizer, HttpClient } from '../../../http/http-client.ts'
import { type Environment, readSecret } from '../../../secrets/read-secret.ts'
import { keepSecret, type Secret } from '../../../secrets/secret.ts'
import { askForToken } from './ask-for-token.ts'
import { createTokens } from './create-tokens.ts'
import { signAssertion } from './sign-assertion.ts'

/** What credentials are made with. */
export interface AuthContext {
  /** Asks the instance for tokens: a client without credentials of its own, since it would wait for itself. */
  readonly http: HttpClient
  /** Where secrets named by `env` are looked for. */
  readonly env: Environment
  readonly clock?: Clock
}

/** Gives the headers that show who asks, and how long they are good for. */
export type Credentials = Readonly<Record<string, string>>

/**
 * Makes what shows an instance who asks. Nothing is read yet: secrets are read when they are first needed, and again
 * after they were refused, so that one that was changed meanwhile is found.
 */
export function createAuthorizer(auth: ServiceNowAuth, context: AuthContext): Authorizer {
  const known = new Map<string, Secret>()

  /** Keeps what must never be shown. */
  function hide(text: string): string {
    known.set(text, keepSecret(text))
    return text
  }

  const secrets = () => [...known.values()].map((secret) => secret.reveal())
  return { ...toWay(auth, context, hide), secrets }
}

type Way = Omit<Authorizer, 'secrets'>

function toWay(auth: ServiceNowAuth, context: AuthContext, hide: (text: string) => string): Way {
  const { env, http, clock = systemClock } = context
  const read = async (key: string, ref: Parameters<typeof readSecret>[0]): Promise<string> =>
    hide(await readSecret(ref, env, `\`servicenow.auth.${key}\``))

  switch (auth.type) {
    case 'api-key':
      return fixed(async () => ({ 'x-sn-apikey': await read('key', auth.key) }))
    case 'basic':
      return fixed(async () => {
        const pair = Buffer.from(`${auth.user}:${await read('password', auth.password)}`).toString('base64')
        return { authorization: `Basic ${hide(pair)}` }
      })
    case 'client-credentials':
      return createTokens({ clock, hide }, async () => {
        const { clientId } = auth
        const clientSecret = await read('clientSecret', auth.clientSecret)
        return askForToken(http, { grant: 'client_credentials', clientId, clientSecret })
      })
    case 'jwt-bearer':
      return createTokens({ clock, hide }, async () => {
        const { clientId, user, keyId } = auth
        const clientSecret = await read('clientSecret', auth.clientSecret)
        const key = await read('key', auth.key)
        const sign = async () => hide(await signAssertion({ clientId, user, keyId, key, now: clock.now() }))
        return askForToken(http, { grant: 'jwt-bearer', clientId, clientSecret, sign, clock })
      })
  }
}

/** Credentials that stay the same until they are refused. */
function fixed(read: () => Promise<Credentials>): Way {
  let kept: Promise<Credentials> | undefined
  async function headers(): Promise<Credentials> {
    kept ??= read()
    const reading = kept
    try {
      return await reading
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
  }
}
