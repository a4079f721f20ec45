import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import type http from 'node:http'
import type { RequestListener } from 'node:http'
import net from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { systemClock } from './clock.ts'
import { createHttpClient } from './create-http-client.ts'
import type { HttpOptions, HttpRequest } from './http-client.ts'
import { makeAuthority, makeCertificate } from './testdata/make-certificate.ts'
import { startServer } from './testdata/real-server.ts'
import { stoppedClock } from './testdata/stopped-clock.ts'

const read: HttpRequest = { method: 'GET', path: '/rows', what: 'table `rows`' }
const write: HttpRequest = { method: 'POST', path: '/rows', what: 'a row', body: '{}' }

function clientOf(baseUrl: string, given: Partial<HttpOptions> = {}) {
  return createHttpClient({
    baseUrl,
    vendor: 'Acme',
    userAgent: 'ticketbound/0.1.0',
    concurrency: 2,
    clock: stoppedClock(),
    ...given,
    retry: { attempts: 2, ...given.retry },
    timeouts: { connectMs: 10_000, firstByteMs: 10_000, stallMs: 10_000, totalMs: 10_000, ...given.timeouts },
  })
}

/** Answers with these in turn, then with the last again. */
function inTurn(...answers: readonly RequestListener[]): RequestListener & { readonly asked: () => number } {
  let asked = 0
  const listener: RequestListener = (request, response) => {
    const answer = answers[Math.min(asked, answers.length - 1)]
    asked += 1
    answer?.(request, response)
  }
  return Object.assign(listener, { asked: () => asked })
}

const ok: RequestListener = (_, response) => response.end('whole')
const silent: RequestListener = () => undefined
const stalls: RequestListener = (_, response) => response.write('half')
const cuts: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '100' })
  response.write('half', () => response.destroy())
}
const cutsChunked: RequestListener = (_, response) => {
  response.write('half', () => response.destroy())
}
const resets: RequestListener = (request) => request.socket.resetAndDestroy()
const hangsUp: RequestListener = (request) => request.socket.destroy()
const whole = gzipSync('whole'.repeat(1000))
const packed: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(whole)
}
const packedShort: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(whole.subarray(0, whole.length - 12))
}
const notPacked: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-encoding': 'gzip' }).end('whole')
}
const strangelyPacked: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-encoding': 'br' }).end(whole)
}
const notUtf8: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.from([0x22, 0xff, 0x22]))
}
const notHttp: RequestListener = (request) => request.socket.end('this is no HTTP\r\n\r\n')

describe('an answer that is not whole', () => {
  it.each([
    ['never begins', silent, 'http-too-slow', { timeouts: { firstByteMs: 300 } }],
    ['stops in the middle', stalls, 'http-too-slow', { timeouts: { stallMs: 300 } }],
    ['never ends', stalls, 'http-too-slow', { timeouts: { totalMs: 300 } }],
    ['is cut', cuts, 'http-connection-lost', {}],
    ['is cut between two chunks', cutsChunked, 'http-connection-lost', {}],
    ['is reset', resets, 'http-connection-lost', {}],
    ['is packed and cut before it was sent', packedShort, 'http-body-damaged', {}],
    ['is not packed as it says', notPacked, 'http-body-damaged', {}],
    ['is packed in a way that was not asked for', strangelyPacked, 'http-body-damaged', {}],
    ['is JSON and not UTF-8', notUtf8, 'http-body-damaged', {}],
    ['is no HTTP', notHttp, 'http-body-damaged', {}],
  ])('since it %s, is asked for again, and told if it stays so', async (_, flaw, code, given) => {
    const listener = inTurn(flaw, ok, flaw)
    await using server = await startServer(listener)
    const client = clientOf(server.url, given)
    expect((await client.send(read)).text).toBe('whole')
    await expect(client.send(read)).rejects.toMatchObject({ kind: 'upstream', code })
    expect(listener.asked()).toBe(4)
    client.close()
  })

  it.each([
    ['never begins', silent],
    ['stops in the middle', stalls],
    ['is cut', cuts],
    ['is reset', resets],
    ['is damaged', packedShort],
  ])('to what must not be sent twice, since it %s, leaves a doubt', async (_, flaw) => {
    const listener = inTurn(flaw)
    await using server = await startServer(listener)
    const client = clientOf(server.url, { timeouts: { firstByteMs: 300, stallMs: 300 } })
    await expect(client.send(write)).rejects.toMatchObject({ kind: 'upstream', code: 'http-outcome-unknown' })
    expect(listener.asked()).toBe(1)
    client.close()
  })
})

describe('a body', () => {
  it('is unpacked, and counted as it came', async () => {
    await using server = await startServer(packed)
    const client = clientOf(server.url)
    expect((await client.send(read)).text).toBe('whole'.repeat(1000))
    expect(client.usage().bytes).toBe(whole.length)
    client.close()
  })

  it('is limited by what it unpacks to, and not asked for again', async () => {
    const listener = inTurn(packed)
    await using server = await startServer(listener)
    const client = clientOf(server.url, { maxBytes: 4999 })
    await expect(client.send(read)).rejects.toMatchObject({ code: 'http-body-too-large' })
    expect(listener.asked()).toBe(1)
    client.close()
  })
})

describe('a connection', () => {
  it('is kept for what may be repeated, and new for what must not be sent twice', async () => {
    await using server = await startServer(ok)
    const client = clientOf(server.url)
    await client.send(read)
    await client.send(read)
    expect(server.connections()).toBe(1)
    await client.send(write)
    await client.send(write)
    expect(server.connections()).toBe(3)
    client.close()
  })

  it('brings no cookie back, names who asks, and asks for gzip', async () => {
    const seen: http.IncomingHttpHeaders[] = []
    await using server = await startServer((request, response) => {
      seen.push(request.headers)
      response.writeHead(200, { 'set-cookie': ['JSESSIONID=1', 'a=b'] }).end()
    })
    const client = clientOf(server.url)
    expect((await client.send(read)).headers).not.toHaveProperty('set-cookie')
    await client.send(read)
    expect(seen[1]).toMatchObject({ 'user-agent': 'ticketbound/0.1.0', 'accept-encoding': 'gzip' })
    expect(seen[1]).not.toHaveProperty('cookie')
    client.close()
  })

  it('follows no redirect', async () => {
    const listener = inTurn((_, response) => response.writeHead(302, { location: '/elsewhere' }).end(), ok)
    await using server = await startServer(listener)
    const client = clientOf(server.url)
    expect(await client.send(read)).toMatchObject({ status: 302, headers: { location: '/elsewhere' } })
    expect(listener.asked()).toBe(1)
    client.close()
  })

  it('goes through no proxy, whatever the environment says', async () => {
    const listener = inTurn(ok)
    await using proxy = await startServer(listener)
    await using server = await startServer(ok)
    await withEnvironment({ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, http_proxy: proxy.url }, async () => {
      const client = clientOf(server.url)
      await client.send(read)
      client.close()
    })
    expect(listener.asked()).toBe(0)
  })

  it('that is refused is tried again, also for what must not be sent twice', async () => {
    const { url } = await startAndEnd()
    const client = clientOf(url)
    await expect(client.send(write)).rejects.toMatchObject({
      code: 'http-unreachable',
      context: { fault: 'ECONNREFUSED' },
    })
    expect(client.usage()).toMatchObject({ requests: 2, retries: 1 })
    client.close()
  })

  it('that does not stand in time was not used, so that the request is sent again', async () => {
    // It takes connections and never answers the handshake.
    await using server = await startMute()
    const client = clientOf(`https://127.0.0.1:${server.port}`, { timeouts: { connectMs: 60 } })
    await expect(client.send(write)).rejects.toMatchObject({ code: 'http-too-slow', context: { fault: 'connecting' } })
    expect(client.usage().requests).toBe(2)
    client.close()
  })
})

/** Sets variables of this process for as long as something runs. */
async function withEnvironment(given: Readonly<Record<string, string>>, act: () => Promise<void>): Promise<void> {
  const before = Object.keys(given).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, given)
  try {
    await act()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

async function startAndEnd(): Promise<{ readonly url: string }> {
  await using server = await startServer(ok)
  return { url: server.url }
}

async function startMute(): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => sockets.add(socket.on('error', () => socket.destroy())))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as net.AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

describe('so many requests at once', () => {
  it('as are allowed, are under way, and no more', async () => {
    const waiting: http.ServerResponse[] = []
    let most = 0
    await using server = await startServer((_, response) => {
      waiting.push(response)
      most = Math.max(most, waiting.length)
      // Only once three are here is any of them answered, so that fewer would never end.
      if (waiting.length < 3) return
      setImmediate(() => {
        for (const one of waiting.splice(0)) one.end()
      })
    })
    const client = clientOf(server.url, { concurrency: 3 })
    await Promise.all(Array.from({ length: 30 }, () => client.send(read)))
    expect(most).toBe(3)
    client.close()
  })

  it('as are allowed, are under way again before an answer is taken apart', async () => {
    await using server = await startServer(ok)
    const client = clientOf(server.url, { concurrency: 1 })
    const started: unknown[] = []
    const onStart = (message: unknown) => void started.push(message)
    subscribe('http.client.request.start', onStart)
    const [one, other] = [client.send(read), client.send(read)]
    await one
    // Whoever has the first answer keeps this process from doing anything else.
    expect(started.length).toBe(2)
    unsubscribe('http.client.request.start', onStart)
    await other
    client.close()
  })
})

describe('a request that is given up', () => {
  const reason = new Error('enough')

  it('before it is sent, is not', async () => {
    const listener = inTurn(ok)
    await using server = await startServer(listener)
    const client = clientOf(server.url)
    await expect(client.send(read, AbortSignal.abort(reason))).rejects.toBe(reason)
    expect(listener.asked()).toBe(0)
    client.close()
  })

  it.each([
    ['waiting for the first byte', silent],
    ['reading', stalls],
  ])('while %s, ends at once and with its connection', async (_, flaw) => {
    const closed = Promise.withResolvers<void>()
    const stop = new AbortController()
    await using server = await startServer((request, response) => {
      request.socket.once('close', () => closed.resolve())
      flaw(request, response)
      setImmediate(() => stop.abort(reason))
    })
    const client = clientOf(server.url)
    await expect(client.send(read, stop.signal)).rejects.toBe(reason)
    await closed.promise
    client.close()
  })

  it('while connecting, ends at once', async () => {
    await using server = await startMute()
    const stop = new AbortController()
    const client = clientOf(`https://127.0.0.1:${server.port}`)
    const sent = client.send(read, stop.signal)
    setImmediate(() => stop.abort(reason))
    await expect(sent).rejects.toBe(reason)
    client.close()
  })

  it('while it waits for its turn, ends at once and is never sent', async () => {
    const arrived = Promise.withResolvers<void>()
    const listener = inTurn((_, response) => {
      release.promise.then(() => response.end())
      arrived.resolve()
    })
    const release = Promise.withResolvers<void>()
    await using server = await startServer(listener)
    const client = clientOf(server.url, { concurrency: 1 })
    const first = client.send(read)
    await arrived.promise
    const stop = new AbortController()
    const second = client.send(read, stop.signal)
    stop.abort(reason)
    await expect(second).rejects.toBe(reason)
    release.resolve()
    await first
    await client.send(read)
    expect(listener.asked()).toBe(2)
    client.close()
  })

  it('while it waits for its next try, ends at once', async () => {
    const stop = new AbortController()
    await using server = await startServer((_, response) => {
      response.writeHead(503).end(() => setImmediate(() => stop.abort(reason)))
    })
    const client = clientOf(server.url, { clock: systemClock, retry: { firstMs: 60_000, mostMs: 60_000 } })
    await expect(client.send(read, stop.signal)).rejects.toBe(reason)
    client.close()
  })

  it('while its credentials are fetched, ends at once', async () => {
    const stop = new AbortController()
    const client = clientOf('http://127.0.0.1:1', {
      authorize: { headers: () => new Promise(() => undefined), renew: () => undefined, secrets: () => [] },
    })
    const sent = client.send(read, stop.signal)
    stop.abort(reason)
    await expect(sent).rejects.toBe(reason)
    client.close()
  })

  it('with its client, ends at once', async () => {
    await using server = await startServer(silent)
    const client = clientOf(server.url)
    const sent = client.send(read)
    setImmediate(() => client.close())
    await expect(sent).rejects.toThrow('was closed')
    await expect(client.send(read)).rejects.toThrow('was closed')
  })
})

describe('TLS', () => {
  const authority = makeAuthority('ours')
  const other = makeAuthority('theirs')
  const mine = makeCertificate(authority)
  const [yesterday, before] = [new Date(Date.now() - 3_600_000), new Date(Date.now() - 7_200_000)]

  it('is trusted where the authority is named', async () => {
    await using server = await startServer(ok, mine)
    const client = clientOf(server.url, { tls: { ca: authority.cert } })
    expect((await client.send(read)).text).toBe('whole')
    expect((await client.send(write)).text).toBe('whole')
    client.close()
  })

  it('on a kept connection is not agreed on again: what is lost there was sent', async () => {
    await using server = await startServer(inTurn(ok, hangsUp), mine)
    const client = clientOf(server.url, { tls: { ca: authority.cert }, retry: { attempts: 1 } })
    await client.send(read)
    await expect(client.send(read)).rejects.toMatchObject({ code: 'http-connection-lost' })
    expect(server.connections()).toBe(1)
    client.close()
  })

  it.each([
    ['an authority that nobody knows', mine, {}, 'tls.ca'],
    ['another authority than the one named', mine, { ca: other.cert }, 'tls.ca'],
    ['itself', authority, {}, 'tls.ca'],
    [
      'a time that is over',
      makeCertificate(authority, { from: before, until: yesterday }),
      { ca: authority.cert },
      'clock',
    ],
    ['another address', makeCertificate(authority, { ip: '127.0.0.2' }), { ca: authority.cert }, 'the address'],
  ])('by %s is refused with what to do, and never tried again', async (_, { cert, key }, tls, remedy) => {
    const listener = inTurn(ok)
    await using server = await startServer(listener, { cert, key })
    const client = clientOf(server.url, { tls })
    await expect(client.send(read)).rejects.toMatchObject({
      kind: 'config',
      code: 'certificate-untrusted',
      help: expect.stringContaining(remedy),
    })
    expect(client.usage().requests).toBe(1)
    expect(listener.asked()).toBe(0)
    client.close()
  })

  it('is not told to trust everything by the environment', async () => {
    await using server = await startServer(ok, mine)
    await withEnvironment({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, async () => {
      const client = clientOf(server.url)
      await expect(client.send(read)).rejects.toMatchObject({ code: 'certificate-untrusted' })
      client.close()
    })
  })

  it('shows a certificate where it is asked for one', async () => {
    const { cert, key } = makeCertificate(other)
    await using server = await startServer(ok, { ...mine, ca: other.cert, requestCert: true, rejectUnauthorized: true })
    const client = clientOf(server.url, { tls: { ca: authority.cert, cert, key } })
    expect((await client.send(read)).text).toBe('whole')
    client.close()
  })

  it('without a certificate where one is asked for is a config error', async () => {
    await using server = await startServer(ok, { ...mine, ca: other.cert, requestCert: true, rejectUnauthorized: true })
    const client = clientOf(server.url, { tls: { ca: authority.cert } })
    await expect(client.send(read)).rejects.toMatchObject({ kind: 'config', code: 'certificate-refused' })
    expect(client.usage().requests).toBe(1)
    client.close()
  })

  it('on a port that does not speak it is a config error', async () => {
    await using server = await startServer(ok)
    const client = clientOf(server.url.replace('http:', 'https:'))
    await expect(client.send(read)).rejects.toMatchObject({ kind: 'config', code: 'tls-failed' })
    client.close()
  })

  it.each([
    ['no certificate', { ca: 'hunter22' }],
    ['a key of another certificate', { cert: mine.cert, key: other.key }],
    ['no key', { cert: mine.cert, key: 'hunter22' }],
  ])('with %s is a config error that repeats nothing', (_, tls) => {
    let thrown: unknown
    try {
      clientOf('https://127.0.0.1', { tls })
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ kind: 'config', code: 'tls-material-malformed' })
    expect(thrown).not.toHaveProperty('cause')
  })
})
