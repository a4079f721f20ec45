/** How a client may come by an access token. */
export type Grant = 'client_credentials' | 'refresh_token' | 'jwt-bearer' | 'password'

/** One entry of the application registry. */
export interface OAuthClient {
  readonly id: string
  /** Without one the client is public. */
  readonly secret?: string
  readonly grants: readonly Grant[]
  /** The name of the OAuth application user, whom client credentials stand for. */
  readonly user?: string
  /** Public keys (PEM) that assertions are verified with, by key id. */
  readonly keys?: Readonly<Record<string, string>>
  /** The column of `sys_user` that an assertion's subject is looked for in; default `email`. */
  readonly userField?: string
  /** Default 1800. */
  readonly tokenSeconds?: number
}
