import { describe, expect, it } from 'vitest'
import { upstreamError } from '../errors.ts'
import { createHttpClient } from './create-http-client.ts'
import type { Authorizer, HttpOptions, HttpRequest, Judgement } from './http-client.ts'
import { mockOrigin, useHttpMock } from './testdata/http-mock.ts'
import { stoppedClock } from './testdata/stopped-clock.ts'

const mock = useHttpMock()
const read: HttpRequest = { method: 'GET', path: '/rows', what: 'table `rows`' }
const write: HttpRequest = { method: 'POST', path: '/rows', what: 'a row', body: '{}' }

function setUp(given: Partial<HttpOptions> = {}) {
  const clock = stoppedClock()
  const client = createHttpClient({
    baseUrl: mockOrigin,
    vendor: 'Acme',
    userAgent: 'ticketbound/0.1.0',
    concurrency: 2,
    clock,
    ...given,
    retry: { attempts: 3, firstMs: 100, mostMs: 1000, patienceMs: 60_000, ...given.retry },
  })
  return { client, clock }
}

/** Credentials that change with each renewal. */
function tokens(): Authorizer & { readonly renewals: () => number } {
  let count = 0
  return {
    headers: async () => ({ authorization: `Bearer token-${count}` }),
    renew: () => {
      count += 1
    },
    secrets: () => [`token-${count}`],
    renewals: () => count,
  }
}

describe('a request', () => {
  it('has its query encoded once, and its path below that of the base URL', async () => {
    const { client } = setUp({ baseUrl: `${mockOrigin}/api/` })
    mock.server().get('/api/rows?q=a%5Eb%3D%26%20%2B').reply(200, 'ok')
    expect((await client.send({ ...read, query: { q: 'a^b=& +' } })).text).toBe('ok')
  })

  it.each(['rows', '/../rows', '/a?b', '/a#b', '/a\r\nb', '/%2e%2e/x', '/a\\b'])('never goes to %j', async (path) => {
    const { client } = setUp()
    await expect(client.send({ ...read, path })).rejects.toThrow('not what it seems')
  })

  it.each(['a\r\nb: c', 'a\nb', 'ä€'])('with the header %j is not sent', async (value) => {
    const { client } = setUp()
    await expect(client.send({ ...read, headers: { x: value } })).rejects.toMatchObject({
      kind: 'config',
      code: 'header-not-allowed',
    })
  })

  it('sends a body as JSON unless it says otherwise', async () => {
    const { client } = setUp()
    mock.server().matchHeader('content-type', 'application/json').post('/rows', '{}').reply(201)
    mock.server().matchHeader('content-type', 'text/plain').post('/rows', 'a').reply(201)
    await client.send(write)
    await client.send({ ...write, body: 'a', contentType: 'text/plain' })
  })
})

describe('an answer', () => {
  it.each([200, 201, 202, 204, 301, 400, 403, 404, 409])('of %i to a POST is data', async (status) => {
    const { client } = setUp()
    mock.server().post('/rows').reply(status)
    expect((await client.send(write)).status).toBe(status)
  })

  it('is text as it came, even where it is no JSON', async () => {
    const { client } = setUp()
    mock.server().get('/rows').reply(200, '{"result":[', { 'content-type': 'application/json' })
    expect((await client.send(read)).text).toBe('{"result":[')
  })

  it('with more bytes than are read is refused, and not asked for again', async () => {
    const { client } = setUp({ maxBytes: 10 })
    mock.server().get('/rows').reply(200, 'x'.repeat(11))
    await expect(client.send(read)).rejects.toMatchObject({ code: 'http-body-too-large' })
  })
})

describe('a failure that passes', () => {
  it.each([202, 429, 500, 502, 503, 504])('%i is asked again after a wait that doubles', async (status) => {
    const { client, clock } = setUp()
    mock.server().get('/rows').times(2).reply(status).get('/rows').reply(200, 'ok')
    expect((await client.send(read)).text).toBe('ok')
    expect(clock.slept).toEqual([50, 100])
    expect(client.usage()).toEqual({ requests: 3, retries: 2, waitedMs: 150, bytes: 2 })
  })

  it.each(['ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT'])('%s is, too', async (code) => {
    const { client } = setUp()
    mock
      .server()
      .get('/rows')
      .replyWithError(Object.assign(new Error('x'), { code }))
      .get('/rows')
      .reply(200, 'ok')
    expect((await client.send(read)).text).toBe('ok')
  })

  it('that does not pass is thrown after the last try', async () => {
    const { client } = setUp()
    mock.server().get('/rows').times(3).reply(503)
    await expect(client.send(read)).rejects.toMatchObject({
      kind: 'upstream',
      code: 'http-not-answered',
      message: expect.stringContaining('table `rows`'),
      context: { status: 503 },
    })
  })

  it('is what the judge says it is', async () => {
    const judge = ({ status }: { readonly status: number }): Judgement => {
      if (status === 200) return { answer: 'retry', because: 'it sleeps' }
      if (status === 500) return { answer: 'take' }
      return { answer: 'fail', error: upstreamError({ code: 'asleep', message: 'm', help: 'h' }) }
    }
    const { client } = setUp({ judge })
    mock.server().get('/rows').reply(200).get('/rows').reply(500, 'cancelled').get('/rows').reply(418)
    expect((await client.send(read)).text).toBe('cancelled')
    await expect(client.send(read)).rejects.toMatchObject({ code: 'asleep' })
  })
})

describe("the server's Retry-After", () => {
  it('stands before our own back-off', async () => {
    const { client, clock } = setUp()
    mock.server().get('/rows').reply(429, '', { 'retry-after': '7' }).get('/rows').reply(200)
    await client.send(read)
    expect(clock.slept).toEqual([7050])
  })

  it('of nothing leaves our own back-off', async () => {
    const { client, clock } = setUp()
    mock.server().get('/rows').reply(429, '', { 'retry-after': '0' }).get('/rows').reply(200)
    await client.send(read)
    expect(clock.slept).toEqual([50])
  })

  it('longer than the patience is thrown with when to resume, and holds for what is asked next', async () => {
    const { client, clock } = setUp()
    mock.server().get('/rows').reply(429, '', { 'retry-after': '3600' }).get('/rows').reply(200)
    const limited = { kind: 'upstream', code: 'rate-limited', context: { resumeAt: '2026-11-25T01:00:00.000Z' } }
    await expect(client.send(read)).rejects.toMatchObject(limited)
    await expect(client.send(read)).rejects.toMatchObject(limited)
    expect(clock.slept).toEqual([])
    clock.advance(3_600_000)
    expect((await client.send(read)).status).toBe(200)
  })
})

describe('the budget of an hour', () => {
  it('is thrown once it is spent, with when it goes on', async () => {
    const { client, clock } = setUp({ requestsPerHour: 3 })
    mock.server().get('/rows').times(4).reply(200)
    await client.send(read)
    clock.advance(600_000)
    await client.send(read)
    await client.send(read)
    await expect(client.send(read)).rejects.toMatchObject({
      code: 'request-budget-spent',
      context: { resumeAt: '2026-11-25T01:00:00.000Z', budget: 3 },
    })
    clock.advance(3_000_000)
    await client.send(read)
    await expect(client.send(read)).rejects.toMatchObject({ context: { resumeAt: '2026-11-25T01:10:00.000Z' } })
  })

  it('is waited for where that is not long', async () => {
    const { client, clock } = setUp({ requestsPerHour: 1 })
    mock.server().get('/rows').times(2).reply(200)
    await client.send(read)
    clock.advance(3_590_000)
    await client.send(read)
    expect(clock.slept).toEqual([10_000])
  })

  it('counts tries that fail', async () => {
    const { client } = setUp({ requestsPerHour: 1 })
    mock.server().get('/rows').reply(503)
    await expect(client.send(read)).rejects.toMatchObject({ code: 'request-budget-spent' })
  })
})

describe('refused credentials', () => {
  it('are renewed once, at once', async () => {
    const authorize = tokens()
    const { client, clock } = setUp({ authorize })
    mock.server().matchHeader('authorization', 'Bearer token-0').get('/rows').reply(401)
    mock.server().matchHeader('authorization', 'Bearer token-1').get('/rows').reply(200, 'ok')
    expect((await client.send(read)).text).toBe('ok')
    expect(clock.slept).toEqual([])
  })

  it('that stay refused are a config error', async () => {
    const authorize = tokens()
    const { client } = setUp({ authorize })
    mock.server().get('/rows').times(2).reply(401)
    await expect(client.send(read)).rejects.toMatchObject({ kind: 'config', code: 'credentials-refused' })
  })

  it('are renewed once for all who used them', async () => {
    const authorize = tokens()
    const { client } = setUp({ authorize })
    mock.server().matchHeader('authorization', 'Bearer token-0').get('/rows').times(2).reply(401)
    mock.server().matchHeader('authorization', 'Bearer token-1').get('/rows').times(2).reply(200)
    await Promise.all([client.send(read), client.send(read)])
    expect(authorize.renewals()).toBe(1)
  })

  it('are data where the client has none', async () => {
    const { client } = setUp()
    mock.server().get('/rows').reply(401)
    expect((await client.send(read)).status).toBe(401)
  })
})

describe('what must not be sent twice', () => {
  it.each([500, 502, 503, 504])('is in doubt after a %i', async (status) => {
    const { client } = setUp()
    mock.server().post('/rows').reply(status)
    await expect(client.send(write)).rejects.toMatchObject({ code: 'http-outcome-unknown', context: { status } })
  })

  it('is sent again after a 429, a 401 and a refused connection', async () => {
    const { client } = setUp({ authorize: tokens() })
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' })
    mock.server().post('/rows').reply(429).post('/rows').reply(401)
    mock.server().post('/rows').replyWithError(refused).post('/rows').reply(201)
    expect((await client.send(write)).status).toBe(201)
  })

  it('is sent again where it may be', async () => {
    const { client } = setUp()
    mock.server().post('/rows').reply(500).post('/rows').reply(200)
    expect((await client.send({ ...write, repeatable: true })).status).toBe(200)
  })
})

describe('an address', () => {
  it.each([
    'not a url',
    'http://vendor.test',
    'https://user:hunter22@vendor.test',
    'https://vendor.test?token=hunter22',
    'https://vendor.test#hunter22',
    'ftp://vendor.test',
    'http://localhost.evil.test',
  ])('like %j is refused, and not repeated', (baseUrl) => {
    const error = catching(() => setUp({ baseUrl }))
    expect(error).toMatchObject({ kind: 'config', code: 'address-not-allowed' })
    expect(JSON.stringify(error) + String(error)).not.toContain('hunter22')
  })

  it.each(['https://vendor.test', 'http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:1'])(
    'like %j is taken',
    (baseUrl) => {
      expect(() => setUp({ baseUrl })).not.toThrow()
    },
  )
})

function catching(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
