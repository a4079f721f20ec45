import { configError, type TicketboundError, upstreamError } from '../errors.ts'
import type { Failure } from './failure.ts'

/** Which request of which vendor an error is about. */
export interface Asked {
  readonly vendor: string
  readonly what: string
}

/** Makes the error for a try that brought no whole answer. */
export function failureError({ vendor, what }: Asked, { how, fault }: Failure): TicketboundError {
  const context = { fault }
  switch (how) {
    case 'unreachable':
      return upstreamError({
        code: 'http-unreachable',
        message: `${vendor} cannot be reached for ${what} (${fault})`,
        help: 'check the address, the network, and whether a firewall lets this machine out; no proxy is used',
        context,
      })
    case 'lost':
      return upstreamError({
        code: 'http-connection-lost',
        message: `the connection to ${vendor} was lost during ${what} (${fault})`,
        help: 'run again; if it goes on, look for a firewall or proxy that cuts long connections',
        context,
      })
    case 'slow':
      return upstreamError({
        code: 'http-too-slow',
        message: `${vendor} was too slow with ${what} (${fault})`,
        help: 'run again when it has less to do, or ask for less at once',
        context,
      })
    case 'damaged':
      return upstreamError({
        code: 'http-body-damaged',
        message: `${vendor} gave a damaged answer to ${what} (${fault})`,
        help: 'run again; if it goes on, look for a proxy that changes what passes through it',
        context,
      })
    case 'too-large':
      return upstreamError({
        code: 'http-body-too-large',
        message: `the answer of ${vendor} to ${what} is larger than is read`,
        help: 'ask for less at once',
        context,
      })
    default:
      return tlsError(vendor, how, fault)
  }
}

type TlsFailure = Extract<Failure['how'], 'certificate-untrusted' | 'certificate-refused' | 'not-tls'>

function tlsError(vendor: string, how: TlsFailure, fault: string): TicketboundError {
  const context = { fault }
  switch (how) {
    case 'certificate-untrusted':
      return configError({
        code: 'certificate-untrusted',
        message: `the certificate of ${vendor} is not trusted (${fault})`,
        help: remedyFor(fault),
        context,
      })
    case 'certificate-refused':
      return configError({
        code: 'certificate-refused',
        message: `${vendor} refuses the certificate of this machine, or that there is none (${fault})`,
        help: 'check `tls.certificate` and `tls.key`, that the certificate has not ended, and that its authority is registered there',
        context,
      })
    case 'not-tls':
      return configError({
        code: 'tls-failed',
        message: `no secure connection to ${vendor} could be agreed on (${fault})`,
        help: 'check that the address and its port speak TLS 1.2 or later, and that no proxy answers in its place',
        context,
      })
  }
}

function remedyFor(fault: string): string {
  if (fault === 'CERT_HAS_EXPIRED' || fault === 'CERT_NOT_YET_VALID') {
    return "check this machine's clock; if it is right, whoever runs the other side must renew the certificate"
  }
  if (fault === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'the certificate is for another name: check the address'
  return 'if a company authority signed it, name its certificate as `tls.ca`; checking is never switched off'
}

/** Makes the error for an answer that stayed a passing one to the last try. */
export function passingError({ vendor, what }: Asked, status: number, because: string): TicketboundError {
  return upstreamError({
    code: 'http-not-answered',
    message: `${vendor} did not answer for ${what}: ${because} (${status})`,
    help: 'run again later; what was read is kept',
    context: { status },
  })
}

/** Makes the error for a request of which nobody here knows whether it was carried out. */
export function doubtfulError(
  { vendor, what }: Asked,
  ended: Readonly<Record<string, string | number>>,
): TicketboundError {
  return upstreamError({
    code: 'http-outcome-unknown',
    message: `it is not known whether ${vendor} carried out ${what} (${Object.values(ended).join(', ')})`,
    help: 'read again what was to be written before it is sent once more',
    context: ended,
  })
}

/** Makes the error for credentials that are refused though they were renewed. */
export function refusedError({ vendor, what }: Asked): TicketboundError {
  return configError({
    code: 'credentials-refused',
    message: `${vendor} refuses the credentials for ${what}`,
    help: 'check the secret, and that the user is active, not locked out, and may use web services',
    context: { status: 401 },
  })
}
