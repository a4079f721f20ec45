import { readFile } from 'node:fs/promises'
import { quote } from '@ticketbound/core'
import type { ServiceNowEntry } from '../../../config/servicenow-shape.ts'
import { configError } from '../../../errors.ts'
import type { TlsMaterial } from '../../../http/http-client.ts'
import { type Environment, readSecret } from '../../../secrets/read-secret.ts'

/**
 * Reads the certificates that the section `tls` names, and the key that belongs to them: the configuration is not read
 * where it has only one of the two.
 *
 * @see https://www.servicenow.com/docs/r/platform-security/certificate-based-authentication/set-up-mutual-auth.html
 */
export async function readTlsMaterial(
  { ca, certificate, key }: NonNullable<ServiceNowEntry['tls']>,
  env: Environment,
): Promise<TlsMaterial> {
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
