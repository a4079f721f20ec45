/** How a try ended that brought no whole answer. */
export interface Failure {
  readonly how:
    | 'unreachable'
    | 'lost'
    | 'slow'
    | 'damaged'
    | 'too-large'
    | 'certificate-untrusted'
    | 'certificate-refused'
    | 'not-tls'
  /** The system's own code, or one word of ours: never the text of an error, which may hold anything. */
  readonly fault: string
  /** Whether the other side may have got the request. */
  readonly sent: boolean
}

const untrusted =
  /^(?:UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|CERT_|CRL_|ERROR_IN_CERT|ERR_TLS_CERT_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)/
/** Alerts of the other side about the certificate that we showed, or about that we showed none. */
const refused = /^ERR_SSL_\w*ALERT_(?:\w*CERTIFICATE\w*|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)$/
const notTls = /^(?:ERR_SSL_|EPROTO$)/
const unreachable = /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/
const damaged = /^(?:Z_\w+|HPE_\w+|ERR_ENCODING_\w+)$/

/** Sorts what the system says of a try that failed. */
export function sortFailure(error: unknown, sent: boolean): Failure {
  const fault = systemCode(error)
  if (untrusted.test(fault)) return { how: 'certificate-untrusted', fault, sent: false }
  if (refused.test(fault)) return { how: 'certificate-refused', fault, sent: false }
  if (notTls.test(fault)) return { how: 'not-tls', fault, sent }
  if (unreachable.test(fault)) return { how: 'unreachable', fault, sent: false }
  if (damaged.test(fault)) return { how: 'damaged', fault, sent }
  return { how: sent ? 'lost' : 'unreachable', fault, sent }
}

/** The code of an error or of what led to it. */
function systemCode(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = innerOf(at)) {
    const code: unknown = Reflect.get(at, 'code')
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) && !code.startsWith('ERR_BAD_')) return code
  }
  return 'UNKNOWN'
}

/** Where a name has several addresses, Node gives the errors of all of them in one. */
function innerOf(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : error.cause
}
