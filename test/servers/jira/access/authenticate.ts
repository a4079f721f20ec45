import type { Call } from '../../servicenow/wire/call.ts'
import type { World } from '../world/create-world.ts'

/** The token of an account: its API token with basic authentication, and its access token as a bearer. */
export function tokenFor(account: string): string {
  return `token-${account}`
}

/**
 * Says whose account a request comes from, by email address and API token or by a bearer token; nobody where it does not
 * say so or the account is not active.
 * @see https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/
 */
export function authenticate({ headers }: Pick<Call, 'headers'>, { users }: World): string | undefined {
  const [, scheme = '', given = ''] = /^(Basic|Bearer) (.+)$/i.exec(headers.authorization ?? '') ?? []
  const user = [...users.values()].find((each) =>
    scheme.toLowerCase() === 'bearer'
      ? given === tokenFor(each.accountId)
      : scheme !== '' && atobOrNothing(given) === `${each.email}:${tokenFor(each.accountId)}`,
  )
  return user?.active === true ? user.accountId : undefined
}

function atobOrNothing(text: string): string {
  try {
    return Buffer.from(text, 'base64').toString()
  } catch {
    return ''
  }
}
