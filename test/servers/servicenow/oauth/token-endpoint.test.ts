import { createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from '../ask.ts'
import { type ServiceNowServer, startServiceNow } from '../start-servicenow.ts'
import { smallInstance } from '../worlds/small-instance.ts'
import type { OAuthClient } from './oauth-client.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()
const client: OAuthClient = {
  id: 'ticketbound',
  secret: 's3cret',
  grants: ['client_credentials', 'refresh_token', 'jwt-bearer'],
  user: 'ticketbound.reader',
  userField: 'user_name',
  keys: { one: pem(rsa.publicKey), two: pem(ec.publicKey) },
}
let now = Date.UTC(2026, 2, 1)
let server: ServiceNowServer

beforeEach(async () => {
  now = Date.UTC(2026, 2, 1)
  server = await startServiceNow({ ...smallInstance({ now: () => now }), oauthClients: [client] })
})
afterEach(() => server.close())

async function token(form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${server.url}/oauth_token.do`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ client_id: 'ticketbound', client_secret: 's3cret', ...form }).toString(),
  })
  return { status: response.status, body: await response.json() }
}

const bearer = (accessToken: string) =>
  ask(server, 'table/sc_req_item', { headers: { Authorization: `Bearer ${accessToken}` } })

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

const usual = () => ({
  iss: 'ticketbound',
  aud: 'ticketbound',
  sub: 'ticketbound.reader',
  exp: now / 1000 + 60,
  jti: String(Math.random()),
})

function assertion(claims: object, kid: 'one' | 'two' = 'one'): string {
  const text = `${encoded({ alg: kid === 'one' ? 'RS256' : 'ES256', kid, typ: 'JWT' })}.${encoded(claims)}`
  const signature =
    kid === 'one'
      ? createSign('sha256').update(text).sign(rsa.privateKey)
      : sign('sha256', Buffer.from(text), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${text}.${signature.toString('base64url')}`
}

const grantOf = (text: string) => token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: text })

describe('the token endpoint', () => {
  it('grants client credentials a token that stands for the application user', async () => {
    const { status, body } = await token({ grant_type: 'client_credentials' })
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      scope: 'useraccount',
      token_type: 'Bearer',
      expires_in: 1800,
    })
    expect((await bearer(body.access_token)).status).toBe(200)
    expect(server.record.requests.at(-1)?.user).toBe('ticketbound.reader')
  })

  it('gives the same token again within its life, with the time that is left, and then another', async () => {
    const first = await token({ grant_type: 'client_credentials' })
    now += 1_000_000
    const again = await token({ grant_type: 'client_credentials' })
    expect(again.body).toEqual({ ...first.body, expires_in: 800 })
    now += 800_000
    expect((await bearer(first.body.access_token)).status).toBe(401)
    const other = await token({ grant_type: 'client_credentials' })
    expect(other.body.access_token).not.toBe(first.body.access_token)
  })

  it('grants nothing for client credentials while the property is off', async () => {
    server.world.setProperty('glide.oauth.inbound.client.credential.grant_type.enabled', 'false')
    expect(await token({ grant_type: 'client_credentials' })).toEqual({
      status: 401,
      body: { error_description: 'access_denied', error: 'server_error' },
    })
  })

  it('takes a refresh token for a new access token', async () => {
    const { body } = await token({ grant_type: 'client_credentials' })
    server.revokeTokens()
    expect((await bearer(body.access_token)).status).toBe(401)
    const renewed = await token({ grant_type: 'refresh_token', refresh_token: body.refresh_token })
    expect((await bearer(renewed.body.access_token)).status).toBe(200)
    expect((await token({ grant_type: 'refresh_token', refresh_token: 'other' })).body.error).toBe('invalid_grant')
  })

  it.each(['one', 'two'] as const)('takes an assertion for the user it names, signed with key %s', async (kid) => {
    const { body } = await grantOf(assertion(usual(), kid))
    expect((await bearer(body.access_token)).status).toBe(200)
  })

  it.each([
    ['is of another issuer', { iss: 'other' }],
    ['is for another audience', { aud: 'other' }],
    ['has ended', { exp: Date.UTC(2026, 2, 1) / 1000 - 301 }],
    ['names nobody known', { sub: 'nobody' }],
    ['has no id', { jti: undefined }],
  ])('refuses an assertion that %s', async (_, claims) => {
    expect(await grantOf(assertion({ ...usual(), ...claims }))).toMatchObject({
      status: 401,
      body: { error: 'invalid_grant' },
    })
  })

  it('refuses an assertion that was used before, or that was changed', async () => {
    const text = assertion(usual())
    expect((await grantOf(text)).status).toBe(200)
    expect((await grantOf(text)).status).toBe(401)
    const [header, , signature] = text.split('.')
    expect((await grantOf(`${header}.${encoded({ ...usual(), sub: 'admin' })}.${signature}`)).status).toBe(401)
  })

  it('refuses a wrong secret, a grant that the client does not have, and what is no form', async () => {
    expect((await token({ grant_type: 'client_credentials', client_secret: 'no' })).body.error).toBe('invalid_client')
    expect((await token({ grant_type: 'password' })).body.error).toBe('unsupported_grant_type')
    expect((await token({ grant_type: 'client_credentials' }, { 'Content-Type': 'application/json' })).status).toBe(401)
  })

  it('reads no parameter from the address', async () => {
    const query = 'grant_type=client_credentials&client_id=ticketbound&client_secret=s3cret'
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const response = await fetch(`${server.url}/oauth_token.do?${query}`, { method: 'POST', headers })
    expect(response.status).toBe(401)
  })
})

describe('an API key', () => {
  it('stands for its user', async () => {
    const other = await startServiceNow({ ...smallInstance(), apiKeys: { k3y: 'ticketbound.reader' } })
    const withKey = (key: string) =>
      ask(other, 'table/sys_user', { headers: { Authorization: '', 'x-sn-apikey': key } })
    expect((await withKey('k3y')).status).toBe(200)
    expect((await withKey('other')).status).toBe(401)
    await other.close()
  })
})
