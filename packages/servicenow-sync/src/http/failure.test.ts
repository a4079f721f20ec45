import { AxiosError } from 'axios'
import { describe, expect, it } from 'vitest'
import { sortFailure } from './failure.ts'

const coded = (code: string) => Object.assign(new Error('hunter22'), { code })

describe('a failure', () => {
  it.each([
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate-untrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-untrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-untrusted'],
    ['CERT_HAS_EXPIRED', 'certificate-untrusted'],
    ['CERT_REVOKED', 'certificate-untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-untrusted'],
    ['HOSTNAME_MISMATCH', 'certificate-untrusted'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'certificate-refused'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'certificate-refused'],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'certificate-refused'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'certificate-refused'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'certificate-refused'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
    ['EPROTO', 'not-tls'],
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['EAI_AGAIN', 'unreachable'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ECONNRESET', 'lost'],
    ['EPIPE', 'lost'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'lost'],
    ['Z_BUF_ERROR', 'damaged'],
    ['Z_DATA_ERROR', 'damaged'],
    ['HPE_INVALID_CONSTANT', 'damaged'],
    ['ERR_ENCODING_INVALID_ENCODED_DATA', 'damaged'],
  ])('%s is sorted as %s', (code, how) => {
    expect(sortFailure(coded(code), true)).toMatchObject({ how, fault: code })
  })

  it.each(['CERT_HAS_EXPIRED', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'ECONNREFUSED', 'ENOTFOUND'])(
    '%s says that nothing was sent',
    (code) => {
      expect(sortFailure(coded(code), true).sent).toBe(false)
    },
  )

  it('of a connection that never stood is none of a lost one', () => {
    expect(sortFailure(coded('ECONNRESET'), false)).toEqual({ how: 'unreachable', fault: 'ECONNRESET', sent: false })
  })

  it('is found within what axios makes of it, and behind several addresses', () => {
    expect(sortFailure(AxiosError.from(coded('Z_DATA_ERROR'), 'ERR_BAD_RESPONSE'), true).fault).toBe('Z_DATA_ERROR')
    expect(sortFailure(new AggregateError([coded('ENETUNREACH')]), false).fault).toBe('ENETUNREACH')
  })

  it.each([new Error('hunter22'), 'hunter22', undefined, coded('hunter22'), coded('E'.repeat(99))])(
    'that has no code of the system gives nothing of its own',
    (error) => {
      expect(sortFailure(error, true)).toEqual({ how: 'lost', fault: 'UNKNOWN', sent: true })
    },
  )
})
