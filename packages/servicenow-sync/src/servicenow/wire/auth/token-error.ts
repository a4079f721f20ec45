import { configError, type TicketboundError, upstreamError } from '../../../errors.ts'
import type { HttpResponse } from '../../../http/http-client.ts'
import type { Grant } from './ask-for-token.ts'

const grantProperty = 'glide.oauth.inbound.client.credential.grant_type.enabled'

/**
 * Makes the error for an answer that holds no token. Nothing of its text is repeated but the code of the error, since an
 * instance may echo what it was sent.
 */
export function tokenError(response: HttpResponse, grant: Grant['grant']): TicketboundError {
  const { status, text } = response
  const isPage = /html/i.test(response.headers['content-type'] ?? '') || /^\s*<(?:!doctype|html)/i.test(text)
  if (status === 404 || (status >= 300 && status < 400)) return inactiveError(status)
  if (isPage) return pageError(status)
  const fault = errorCode(text)
  if (fault === undefined) return strangeError(status)
  const context = { status, fault }
  if (fault === 'unsupported_grant_type') {
    return configError({
      code: 'oauth-grant-disabled',
      message: `ServiceNow gives no token for this type of authentication (${fault})`,
      help: grant === 'client_credentials' ? `set the system property \`${grantProperty}\` to true` : jwtHelp,
      context,
    })
  }
  if (fault === 'invalid_client' || fault === 'unauthorized_client') {
    return configError({
      code: 'oauth-client-refused',
      message: `ServiceNow does not know this client, or refuses its secret (${fault})`,
      help: 'compare `clientId` and the secret with the record under Inbound integrations (or Application Registry) of this very instance, and see that it is active',
      context,
    })
  }
  return configError({
    code: 'oauth-token-refused',
    message: `ServiceNow refuses a token (${fault})`,
    help: grant === 'client_credentials' ? clientHelp : jwtHelp,
    context,
  })
}

// ServiceNow answers `server_error` with `access_denied` to all of these alike, so all of them are named.
const clientHelp = [
  `look in this order: the system property \`${grantProperty}\` is true`,
  'the OAuth Application User is set on the client, is active and not locked out, and needs no new password',
  '`clientId` and the secret are those of this very instance',
].join('; ')

const jwtHelp = [
  'look in this order: `clientId` and the secret are those of a JWT bearer grant of this very instance',
  'its JWT verifier map has the certificate of this key, under the same `keyId`',
  '`user` stands in the user field that it names, of a user who is active and not locked out',
  "this machine's clock is right",
].join('; ')

function inactiveError(status: number): TicketboundError {
  return configError({
    code: 'oauth-not-active',
    message: `ServiceNow has no place where tokens are given (${status})`,
    help: 'check the address; if it is right, activate the plugin `com.snc.platform.security.oauth`, and set `com.snc.platform.security.oauth.is.active` to true',
    context: { status },
  })
}

function pageError(status: number): TicketboundError {
  return upstreamError({
    code: 'token-answer-is-a-page',
    message: `ServiceNow answered with a web page where a token was asked for (${status})`,
    help: 'open the address in a browser: the instance hibernates (log in to wake it), is being maintained, or is none',
    context: { status },
  })
}

function strangeError(status: number): TicketboundError {
  return upstreamError({
    code: 'token-answer-strange',
    message: `ServiceNow answered with something that holds no token (${status})`,
    help: 'check the address, and that no proxy answers in its place',
    context: { status },
  })
}

/** The code of an OAuth error, if it looks like one. */
function errorCode(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    const code: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'error') : undefined
    return typeof code === 'string' && /^[a-z][a-z_]{2,39}$/.test(code) ? code : undefined
  } catch {
    return undefined
  }
}
