import { X509Certificate } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { configError } from '../errors.ts'
import type { TlsMaterial } from './http-client.ts'

/** What a client's connections are made by. */
export interface Connections {
  readonly http: http.Agent
  readonly https: https.Agent
}

/** The connections of one client: kept ones for what may be repeated, and new ones for what is sent only once. */
export interface ConnectionPools {
  readonly kept: Connections
  /** A kept connection may be closed by the other side at the very moment when something is sent on it. */
  readonly fresh: Connections
  close(): void
}

/** Opens no connection yet. Throws a config error for certificates and keys that cannot be used. */
export function createConnections(vendor: string, tls: TlsMaterial = {}): ConnectionPools {
  // Made once: with an authority of one's own, each connection would read all of the system's anew.
  const secure = { secureContext: readMaterial(vendor, tls), rejectUnauthorized: true }
  const make = (keepAlive: boolean): Connections => ({
    http: new http.Agent({ keepAlive }),
    https: new https.Agent({ keepAlive, ...secure }),
  })
  const [kept, fresh] = [make(true), make(false)]
  function close(): void {
    for (const agent of [kept.http, kept.https, fresh.http, fresh.https]) agent.destroy()
  }
  return { kept, fresh, close }
}

function readMaterial(vendor: string, { ca, cert, key }: TlsMaterial): SecureContext {
  try {
    // Node takes a text without any certificate for an empty list.
    if (ca !== undefined) new X509Certificate(ca)
    return createSecureContext({
      minVersion: 'TLSv1.2',
      // `ca` replaces the authorities that are trusted, so these are named again.
      ...(ca !== undefined && { ca: [...getCACertificates('default'), ca] }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    })
  } catch {
    // The cause is left out: it may quote the key.
    throw configError({
      code: 'tls-material-malformed',
      message: `a certificate or the key for ${vendor} cannot be used`,
      help: 'give each as PEM (`-----BEGIN …`), the key without a passphrase and belonging to the certificate',
    })
  }
}
