import { type Answer, failure } from '../wire/answer.ts'
import type { Call } from '../wire/call.ts'
import type { User } from './user.ts'

/** The ways in which a call may say who makes it. */
export interface Credentials {
  readonly users: readonly User[]
  /** API keys, each with the name of the user it stands for. */
  readonly apiKeys?: Readonly<Record<string, string>>
  /** Common names of client certificates, each with the name of the user it stands for. */
  readonly certificates?: Readonly<Record<string, string>>
  /** The name of the user that an access token stands for. */
  readonly userOfToken?: (token: string) => string | undefined
}

/** Says who makes a call, or answers that nobody known does. */
export function authenticate(call: Call, credentials: Credentials): User | Answer {
  const name = nameIn(call, credentials)
  const user = credentials.users.find((each) => each.name === name)
  return user ?? notAuthenticated()
}

/** Answers that nobody known makes the call. */
export function notAuthenticated(): Answer {
  return failure(401, 'User Not Authenticated', 'Required to provide Auth information', {
    'WWW-Authenticate': 'BASIC realm="Service-now"',
  })
}

function nameIn({ headers, certificate }: Call, credentials: Credentials): string | undefined {
  const { authorization = '' } = headers
  const [, scheme = '', given = ''] = /^(\w+) +(.+)$/.exec(authorization) ?? []
  if (scheme.toLowerCase() === 'basic') return nameInBasic(given, credentials.users)
  if (scheme.toLowerCase() === 'bearer') return credentials.userOfToken?.(given)
  const key = headers['x-sn-apikey']
  if (key !== undefined) return credentials.apiKeys?.[key]
  return certificate === undefined ? undefined : credentials.certificates?.[certificate]
}

function nameInBasic(encoded: string, users: readonly User[]): string | undefined {
  const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  return users.find((user) => user.name === name && user.password !== undefined && user.password === password)?.name
}
