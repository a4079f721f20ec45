import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { inspect } from 'node:util'
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import type { ServiceNowAuth } from '../../../config/servicenow-shape.ts'
import { createHttpClient } from '../../../http/create-http-client.ts'
import { mockOrigin, useHttpMock } from '../../../http/testdata/http-mock.ts'
import { stoppedClock } from '../../../http/testdata/stopped-clock.ts'
import { createAuthorizer } from './create-authorizer.ts'

const mock = useHttpMock()
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8') => String(key.export({ type, format: 'pem' }))

const client = { type: 'client-credentials', clientId: 'c1', clientSecret: { env: 'SECRET' } } as const
const bearer = {
  type: 'jwt-bearer',
  clientId: 'c1',
  clientSecret: { env: 'SECRET' },
  user: 'sync',
  key: { env: 'KEY' },
} as const

function setUp(auth: ServiceNowAuth, env: Record<string, string> = {}) {
  const clock = stoppedClock()
  const retry = { attempts: 2, firstMs: 10 }
  const http = createHttpClient({
    baseUrl: mockOrigin,
    vendor: 'ServiceNow',
    userAgent: 't',
    concurrency: 1,
    clock,
    retry,
  })
  const variables: Record<string, string> = { SECRET: 'hunter22', KEY: pem(rsa.privateKey), ...env }
  return { clock, env: variables, authorizer: createAuthorizer(auth, { http, env: variables, clock }) }
}

/** Answers the next request for a token, and keeps its form. */
function answerToken(answer: object, status = 200): { readonly form: () => URLSearchParams } {
  let form = new URLSearchParams()
  const taken = (body: unknown): boolean => {
    form = new URLSearchParams(typeof body === 'string' ? body : (body as Record<string, string>))
    return true
  }
  mock
    .server()
    .matchHeader('content-type', 'application/x-www-form-urlencoded')
    .post('/oauth_token.do', taken)
    .reply(status, JSON.stringify(answer), { 'content-type': 'application/json' })
  return { form: () => form }
}

const token = (text: string, seconds: number | string = 1800) => ({
  access_token: text,
  token_type: 'Bearer',
  scope: 'useraccount',
  expires_in: seconds,
})

describe('an API key', () => {
  it('goes in its own header', async () => {
    const { authorizer } = setUp({ type: 'api-key', key: { env: 'SECRET' } })
    expect(await authorizer.headers()).toEqual({ 'x-sn-apikey': 'hunter22' })
    expect(authorizer.secrets()).toContain('hunter22')
  })

  it('is read again once it was refused', async () => {
    const { authorizer, env } = setUp({ type: 'api-key', key: { env: 'SECRET' } })
    await authorizer.headers()
    env.SECRET = 'changed1'
    expect(await authorizer.headers()).toEqual({ 'x-sn-apikey': 'hunter22' })
    authorizer.renew()
    expect(await authorizer.headers()).toEqual({ 'x-sn-apikey': 'changed1' })
  })
})

describe('a password', () => {
  it('goes with its user, in UTF-8, and is a secret in either form', async () => {
    const { authorizer } = setUp({ type: 'basic', user: 'jürgen', password: { env: 'SECRET' } })
    const pair = Buffer.from('jürgen:hunter22').toString('base64')
    expect(await authorizer.headers()).toEqual({ authorization: `Basic ${pair}` })
    expect(authorizer.secrets()).toEqual(expect.arrayContaining(['hunter22', pair]))
  })

  it('that is not there is a config error, and is looked for again', async () => {
    const { authorizer, env } = setUp({ type: 'basic', user: 'u', password: { env: 'NONE' } })
    await expect(authorizer.headers()).rejects.toMatchObject({
      code: 'secret-not-found',
      message: expect.stringContaining('`servicenow.auth.password`'),
    })
    env.NONE = 'hunter22'
    expect(await authorizer.headers()).toHaveProperty('authorization')
  })
})

describe('client credentials', () => {
  it('are asked for with everything in the body', async () => {
    const { authorizer } = setUp(client)
    const { form } = answerToken(token('t1'))
    expect(await authorizer.headers()).toEqual({ authorization: 'Bearer t1' })
    expect(Object.fromEntries(form())).toEqual({
      grant_type: 'client_credentials',
      client_id: 'c1',
      client_secret: 'hunter22',
    })
    expect(authorizer.secrets()).toEqual(expect.arrayContaining(['hunter22', 't1']))
  })

  it('are kept until a minute before they end', async () => {
    const { authorizer, clock } = setUp(client)
    answerToken(token('t1'))
    await authorizer.headers()
    clock.advance(1_739_999)
    expect(await authorizer.headers()).toEqual({ authorization: 'Bearer t1' })
    answerToken(token('t2', '1800'))
    clock.advance(1)
    expect(await authorizer.headers()).toEqual({ authorization: 'Bearer t2' })
  })

  it('that are given again are not asked for at each request', async () => {
    const { authorizer, clock } = setUp(client)
    answerToken(token('t1', 60))
    await authorizer.headers()
    clock.advance(30_000)
    answerToken(token('t1', 30))
    await authorizer.headers()
    await authorizer.headers()
    clock.advance(14_999)
    expect(await authorizer.headers()).toEqual({ authorization: 'Bearer t1' })
  })

  it('are asked for once, however many wait', async () => {
    const { authorizer } = setUp(client)
    answerToken(token('t1'))
    const all = await Promise.all([authorizer.headers(), authorizer.headers(), authorizer.headers()])
    expect(new Set(all.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer t1']))
  })

  it('are forgotten once they were refused, and so is the secret', async () => {
    const { authorizer, env } = setUp(client)
    answerToken(token('t1'))
    await authorizer.headers()
    env.SECRET = 'changed1'
    authorizer.renew()
    const { form } = answerToken(token('t2'))
    expect(await authorizer.headers()).toEqual({ authorization: 'Bearer t2' })
    expect(form().get('client_secret')).toBe('changed1')
  })

  it('are asked for again after one failed, by whoever asks next', async () => {
    const { authorizer } = setUp(client)
    answerToken({ error: 'invalid_client' }, 401)
    await expect(authorizer.headers()).rejects.toMatchObject({ code: 'oauth-client-refused' })
    answerToken(token('t1'))
    expect(await authorizer.headers()).toEqual({ authorization: 'Bearer t1' })
  })

  it('end the wait of the one who gives up, and of nobody else', async () => {
    const { authorizer } = setUp(client)
    answerToken(token('t1'))
    const stop = new AbortController()
    const [given, kept] = [authorizer.headers(stop.signal), authorizer.headers()]
    stop.abort(new Error('enough'))
    await expect(given).rejects.toThrow('enough')
    expect(await kept).toEqual({ authorization: 'Bearer t1' })
  })

  it('are renewed in time where no life is given', async () => {
    const { authorizer, clock } = setUp(client)
    answerToken({ access_token: 't1' })
    await authorizer.headers()
    clock.advance(240_000)
    answerToken(token('t2'))
    expect(await authorizer.headers()).toEqual({ authorization: 'Bearer t2' })
  })
})

describe('an assertion', () => {
  it.each([
    ['RS256', pem(rsa.privateKey), rsa.publicKey],
    ['RS256', pem(rsa.privateKey, 'pkcs1'), rsa.publicKey],
    ['ES256', pem(ec.privateKey), ec.publicKey],
    ['ES256', pem(ec.privateKey, 'sec1'), ec.publicKey],
  ] as const)('is signed with %s and says what the instance expects', async (alg, KEY, publicKey) => {
    const { authorizer, clock } = setUp({ ...bearer, keyId: 'k1' }, { KEY })
    const { form } = answerToken(token('t1'))
    expect(await authorizer.headers()).toEqual({ authorization: 'Bearer t1' })
    const assertion = form().get('assertion') ?? ''
    expect(Object.fromEntries(form())).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      client_id: 'c1',
      client_secret: 'hunter22',
      assertion,
    })
    const { payload } = await jwtVerify(assertion, publicKey, { currentDate: new Date(clock.now()) })
    const iat = clock.now() / 1000
    expect(payload).toEqual({ iss: 'c1', aud: 'c1', sub: 'sync', iat, exp: iat + 120, jti: expect.any(String) })
    expect(decodeProtectedHeader(assertion)).toEqual({ alg, typ: 'JWT', kid: 'k1' })
    expect(authorizer.secrets()).toEqual(expect.arrayContaining([KEY.trim(), assertion]))
  })

  it('is made anew where it is not known what became of the one before', async () => {
    const { authorizer } = setUp(bearer)
    const forms = [answerToken({}, 502), answerToken(token('t1'))]
    await authorizer.headers()
    const ids = forms.map(({ form }) => decodeJwt(form().get('assertion') ?? '').jti)
    expect(new Set(ids).size).toBe(2)
  })

  it.each([
    ['nothing of a key', 'hunter22'],
    ['a public key', String(rsa.publicKey.export({ type: 'spki', format: 'pem' }))],
    ['a short key', pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey)],
    ['another kind of key', pem(generateKeyPairSync('ed25519').privateKey)],
  ])('cannot be signed with %s, and the key is not repeated', async (_, KEY) => {
    const { authorizer } = setUp(bearer, { KEY })
    const error = await authorizer.headers().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ kind: 'config', code: 'signing-key-malformed' })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(KEY.split('\n')[1] ?? KEY)
  })
})

describe('a token that is refused', () => {
  it.each([
    ['unsupported_grant_type', 'oauth-grant-disabled', 'glide.oauth.inbound.client.credential.grant_type.enabled'],
    ['invalid_client', 'oauth-client-refused', 'Inbound integrations'],
    ['server_error', 'oauth-token-refused', 'glide.oauth.inbound.client.credential.grant_type.enabled'],
    ['server_error', 'oauth-token-refused', 'OAuth Application User'],
  ])('with %s is %s, and says what to look at', async (error, code, words) => {
    const { authorizer } = setUp(client)
    answerToken({ error, error_description: 'access_denied hunter22' }, 401)
    const thrown = await authorizer.headers().catch((it: unknown) => it)
    expect(thrown).toMatchObject({ kind: 'config', code, help: expect.stringContaining(words) })
    expect(inspect(thrown, { depth: 9 })).not.toContain('hunter22')
  })

  it('for an assertion says what to look at for one', async () => {
    const { authorizer } = setUp(bearer)
    answerToken({ error: 'invalid_grant' }, 400)
    await expect(authorizer.headers()).rejects.toMatchObject({ help: expect.stringContaining('JWT verifier map') })
  })

  it.each([
    [200, '<html><body>Your instance is hibernating</body></html>', 'text/html', 'upstream', 'token-answer-is-a-page'],
    [200, '<!DOCTYPE html>', 'application/json', 'upstream', 'token-answer-is-a-page'],
    [404, 'hunter22', 'text/plain', 'config', 'oauth-not-active'],
    [302, '', 'text/html', 'config', 'oauth-not-active'],
    [200, '{"access_token":""}', 'application/json', 'upstream', 'token-answer-strange'],
    [200, '{"access_token":"hunter22","token_type":"mac"}', 'application/json', 'upstream', 'token-answer-strange'],
    [200, '{"access_token":"hunter22"', 'application/json', 'upstream', 'token-answer-strange'],
    [403, '{"error":{"message":"hunter22"}}', 'application/json', 'upstream', 'token-answer-strange'],
  ])('with %i and %j is told, and not repeated', async (status, text, type, kind, code) => {
    const { authorizer } = setUp(client)
    mock.server().post('/oauth_token.do').reply(status, text, { 'content-type': type })
    const thrown = await authorizer.headers().catch((it: unknown) => it)
    expect(thrown).toMatchObject({ kind, code })
    expect(inspect(thrown, { depth: 9 })).not.toContain('hunter22')
  })
})

describe('a token that the instance no longer takes', () => {
  it('is replaced once, for all requests that were sent with it', async () => {
    const { authorizer, clock } = setUp(client)
    const http = createHttpClient({
      baseUrl: mockOrigin,
      vendor: 'ServiceNow',
      userAgent: 't',
      concurrency: 2,
      clock,
      authorize: authorizer,
    })
    answerToken(token('t1'))
    mock.server().matchHeader('authorization', 'Bearer t1').get('/api').times(2).reply(401)
    answerToken(token('t2'))
    mock.server().matchHeader('authorization', 'Bearer t2').get('/api').times(2).reply(200, 'ok')
    const ask = () => http.send({ method: 'GET', path: '/api', what: 'rows' })
    expect((await Promise.all([ask(), ask()])).map(({ text }) => text)).toEqual(['ok', 'ok'])
  })
})
