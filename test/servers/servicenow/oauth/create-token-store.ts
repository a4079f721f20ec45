import { randomBytes } from 'node:crypto'
import type { OAuthClient } from './oauth-client.ts'

/** What the token endpoint answers where it grants. */
export interface GrantedToken {
  readonly access_token: string
  readonly refresh_token?: string
  readonly scope: 'useraccount'
  readonly token_type: 'Bearer'
  readonly expires_in: number
}

/** The access tokens of an instance. */
export interface TokenStore {
  /** Gives the token that client and user have already, or a new one. */
  grant(client: OAuthClient, user: string): GrantedToken
  userOf(accessToken: string): string | undefined
  userOfRefresh(client: OAuthClient, refreshToken: string): string | undefined
  /** Ends every access token before its time. */
  revoke(): void
}

interface Issued {
  readonly access: string
  readonly refresh: string
  readonly client: string
  readonly user: string
  readonly until: number
}

/** Starts a store of tokens that ends them by the instance's clock. */
export function createTokenStore(now: () => number): TokenStore {
  let issued: Issued[] = []
  const refreshable: Issued[] = []
  const newToken = (): string => randomBytes(43).toString('base64url')
  const current = (): readonly Issued[] => issued.filter(({ until }) => until > now())

  function grant(client: OAuthClient, user: string): GrantedToken {
    const { id, grants, tokenSeconds = 1800 } = client
    // ServiceNow: a token asked for within the life of another is that other one, with what is left of its time.
    const token = current().find((each) => each.client === id && each.user === user) ?? {
      access: newToken(),
      refresh: newToken(),
      client: id,
      user,
      until: now() + tokenSeconds * 1000,
    }
    issued = [...current().filter((each) => each !== token), token]
    refreshable.push(token)
    return {
      access_token: token.access,
      ...(grants.includes('refresh_token') && { refresh_token: token.refresh }),
      scope: 'useraccount',
      token_type: 'Bearer',
      expires_in: Math.ceil((token.until - now()) / 1000),
    }
  }

  return {
    grant,
    userOf: (token) => current().find(({ access }) => access === token)?.user,
    userOfRefresh: ({ id }, token) =>
      refreshable.find(({ refresh, client }) => refresh === token && client === id)?.user,
    revoke: () => {
      issued = []
    },
  }
}
