import * as v from 'valibot'
import { closed, countTo, DurationText, group, SecretText, Text } from './leaf-shapes.ts'

const clientCredentials = { type: v.literal('client-credentials'), clientId: Text, clientSecret: SecretText }

const jwtBearer = {
  type: v.literal('jwt-bearer'),
  clientId: Text,
  clientSecret: SecretText,
  user: Text,
  key: SecretText,
  keyId: v.exactOptional(Text),
}

const apiKey = { type: v.literal('api-key'), key: SecretText }

const basic = { type: v.literal('basic'), user: Text, password: SecretText }

const Auth = v.variant('type', [closed(clientCredentials), closed(jwtBearer), closed(apiKey), closed(basic)])

/** How Ticketbound says to ServiceNow who it is. */
export type ServiceNowAuth =
  | Written<typeof clientCredentials>
  | Written<typeof jwtBearer>
  | Written<typeof apiKey>
  | Written<typeof basic>

type Written<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>

const tls = { ca: v.exactOptional(Text), certificate: v.exactOptional(Text), key: v.exactOptional(SecretText) }

/** Only https keeps a secret; http is for a server on this machine. No path, no query, and nobody's password. */
const address =
  /^(?:https:\/\/[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?\/?$/

const servicenow = {
  instance: v.pipe(Text, v.regex(address, 'an address such as https://example.service-now.com')),
  auth: Auth,
  tls: v.exactOptional(group(tls)),
  map: v.exactOptional(Text),
  pageSize: v.exactOptional(countTo(10_000)),
  concurrency: v.exactOptional(countTo(8)),
  requestsPerHour: v.exactOptional(countTo(1_000_000)),
  fullSweep: v.exactOptional(DurationText),
}

/** The section `servicenow`: one instance, and how it is spoken to. */
export const ServiceNowShape = closed(servicenow)

/** The section `servicenow`, as it is written. */
export interface ServiceNowEntry extends Omit<Written<typeof servicenow>, 'auth' | 'tls'> {
  readonly auth: ServiceNowAuth
  readonly tls?: Written<typeof tls>
}

/** The keys of the section `servicenow`. */
export const serviceNowKeys: readonly string[] = Object.keys(servicenow)

/** The keys of each way to authenticate. */
export const authKeys: Readonly<Record<ServiceNowAuth['type'], readonly string[]>> = {
  'client-credentials': Object.keys(clientCredentials),
  'jwt-bearer': Object.keys(jwtBearer),
  'api-key': Object.keys(apiKey),
  basic: Object.keys(basic),
}
