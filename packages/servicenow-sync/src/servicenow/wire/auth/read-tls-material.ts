import { readFile } from 'node:fs/promises'
import { quote } from '@ticketbound/core'
import type { ServiceNowEntry } from '../../../config/servicenow-shape.ts'
import { configError } from '../../../errors.ts'
import type { TlsMaterial } from '../../../http/http-client.ts'
import { type Environment, readSecret } from '../../../secrets/read-secret.ts'

/**
 * Reads the certificates that the section `tls` names, and the key that belongs to them. A certificate without its key,
 * or the other way round, is a config error.
 *
 * @see https://www.servicenow.com/docs/r/platform-security/certificate-based-authentication/set-up-mutual-auth.html
 */
export async function readTlsMaterial(
  { ca, certificate, key }: NonNullable<ServiceNowEntry['tls']>,
  env: Environment,
): Promise<TlsMaterial> {
  if ((certificate === undefined) !== (key === undefined)) {
    throw configError({
      code: 'tls-half-given',
      message: '`servicenow.tls` has a certificate without its key, or a key without its certificate',
      help: 'give both, or neither',
    })
  }
  return {
    ...(ca !== undefined && { ca: await readCertificate(ca, 'ca') }),
    ...(certificate !== undefined && { cert: await readCertificate(certificate, 'certificate') }),
    ...(key !== undefined && { key: await readSecret(key, env, '`servicenow.tls.key`') }),
  }
}

async function readCertificate(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw configError({
      code: 'tls-file-not-readable',
      message: `\`servicenow.tls.${name}\`: the file ${quote(path)} cannot be read`,
      help: 'check the path, and give this user the right to read it',
      cause,
    })
  }
}
