import { X509Certificate } from 'node:crypto'
import { type RequestOptions, request } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import { type ServiceNowServer, startServiceNow } from '../start-servicenow.ts'
import { smallInstance } from '../worlds/small-instance.ts'
import { createCertificate } from './create-certificate.ts'

let server: ServiceNowServer | undefined
afterEach(() => server?.close())

function statusOf(options: RequestOptions): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { Accept: 'application/json', ...options.headers }
    const sent = request(`${server?.url}/api/now/table/sc_req_item`, { agent: false, ...options, headers })
    sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject)
    sent.end()
  })
}

describe('a certificate made for tests', () => {
  it('is good for this machine, now, and is its own authority', () => {
    const certificate = new X509Certificate(createCertificate('instance').cert)
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
    expect(certificate.checkHost('localhost')).toBe('localhost')
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.subject).toBe('CN=instance')
    expect(new Date(certificate.validFrom) < new Date()).toBe(true)
    expect(new Date(certificate.validTo) > new Date()).toBe(true)
  })

  it('can be signed by another', () => {
    const authority = createCertificate('authority')
    const certificate = new X509Certificate(createCertificate('client', authority).cert)
    expect(certificate.verify(new X509Certificate(authority.cert).publicKey)).toBe(true)
    expect(certificate.issuer).toBe('CN=authority')
  })
})

describe('an instance that speaks TLS', () => {
  const authorization = `Basic ${btoa('admin:admin')}`

  it('is trusted by who knows its certificate, and by nobody else', async () => {
    server = await startServiceNow({ ...smallInstance(), tls: true })
    expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    expect(await statusOf({ ca: server.certificate, headers: { authorization } })).toBe(200)
    await expect(statusOf({ headers: { authorization } })).rejects.toThrow('self-signed certificate')
  })

  it('knows a client by the certificate it shows', async () => {
    const authority = createCertificate('authority')
    const known = createCertificate('ticketbound-client', authority)
    const certificates = { 'ticketbound-client': 'ticketbound.reader' }
    server = await startServiceNow({ ...smallInstance(), tls: true, clientAuthority: authority.cert, certificates })
    const ca = server.certificate
    expect(await statusOf({ ca, key: known.key, cert: known.cert })).toBe(200)
    expect(server.record.requests.at(-1)?.user).toBe('ticketbound.reader')
    expect(await statusOf({ ca })).toBe(401)
    const stranger = createCertificate('ticketbound-client')
    expect(await statusOf({ ca, key: stranger.key, cert: stranger.cert })).toBe(401)
  })
})
