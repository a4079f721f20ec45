import type { User } from '../access/user.ts'
import { type Answer, json } from '../wire/answer.ts'
import type { Call } from '../wire/call.ts'
import type { World } from '../world/create-world.ts'
import type { TokenStore } from './create-token-store.ts'
import type { OAuthClient } from './oauth-client.ts'
import { verifyAssertion } from './verify-assertion.ts'

/** What the token endpoint of an instance knows. */
export interface TokenEndpoint {
  readonly world: World
  readonly users: readonly User[]
  readonly clients: readonly OAuthClient[]
  readonly tokens: TokenStore
  /** The assertions that were used, each of which is good once. */
  readonly usedAssertions: Set<string>
}

/** By how many seconds the clocks of client and instance may differ. */
const clockSkew = 300

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

/**
 * Answers `POST /oauth_token.do`.
 * @see https://www.servicenow.com/docs/r/platform-security/authentication/client-credential-grant.html
 */
export function tokenEndpoint(endpoint: TokenEndpoint, call: Call): Answer {
  const type = call.headers['content-type'] ?? ''
  // ServiceNow: anything but a form is an unspecified error.
  if (call.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) return refused('server_error')
  // Parameters in the address are not read.
  const form = new URLSearchParams(call.body)
  const client = endpoint.clients.find(({ id }) => id === form.get('client_id'))
  if (client === undefined || (client.secret !== undefined && client.secret !== form.get('client_secret')))
    return refused('invalid_client')
  const user = userOf(endpoint, client, form)
  if (typeof user !== 'string') return user
  return json(200, endpoint.tokens.grant(client, user))
}

function userOf(endpoint: TokenEndpoint, client: OAuthClient, form: URLSearchParams): string | Answer {
  const { world, tokens, users } = endpoint
  const grant = form.get('grant_type') === jwtBearer ? 'jwt-bearer' : form.get('grant_type')
  if (!client.grants.some((each) => each === grant)) return refused('unsupported_grant_type')
  switch (grant) {
    case 'client_credentials':
      if (world.property('glide.oauth.inbound.client.credential.grant_type.enabled') !== 'true') return refused()
      return client.user ?? refused()
    case 'refresh_token':
      return tokens.userOfRefresh(client, form.get('refresh_token') ?? '') ?? refused('invalid_grant')
    case 'jwt-bearer':
      return subjectOf(endpoint, client, form.get('assertion') ?? '') ?? refused('invalid_grant')
    default:
      if (world.property('glide.oauth.inbound.ropc.grant_type.disabled') === 'true') return refused()
      return (
        users.find(({ name, password }) => name === form.get('username') && password === form.get('password'))?.name ??
        refused()
      )
  }
}

/** The user whom an assertion names; undefined where it proves nothing. */
function subjectOf(
  { world, users, usedAssertions }: TokenEndpoint,
  { id, keys = {}, userField = 'email' }: OAuthClient,
  assertion: string,
): string | undefined {
  const claims = verifyAssertion(assertion, keys)
  const now = world.now() / 1000
  if (claims === undefined || typeof claims.exp !== 'number' || claims.exp + clockSkew <= now) return undefined
  if (typeof claims.nbf === 'number' && claims.nbf - clockSkew > now) return undefined
  if (claims.iss !== id || ![claims.aud].flat().includes(id)) return undefined
  // ServiceNow: each assertion needs an id of its own, and is good once.
  if (typeof claims.jti !== 'string' || usedAssertions.has(claims.jti)) return undefined
  usedAssertions.add(claims.jti)
  const row = world.rows('sys_user').find((each) => each[userField] === claims.sub && each.active !== 'false')
  return users.find(({ name }) => name === row?.user_name)?.name
}

/** ServiceNow: the body says little more than that it was refused. */
function refused(error = 'server_error'): Answer {
  return json(401, { error_description: 'access_denied', error })
}
