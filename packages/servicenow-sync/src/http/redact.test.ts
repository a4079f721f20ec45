import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TicketboundError, upstreamError } from '../errors.ts'
import { createHttpClient } from './create-http-client.ts'
import type { Judgement } from './http-client.ts'
import { redact, withoutSecrets } from './redact.ts'
import { startServer } from './testdata/real-server.ts'
import { stoppedClock } from './testdata/stopped-clock.ts'

describe('a text without secrets', () => {
  it.each([
    ['token hunter22!', 'token [secret]!'],
    ['{"a":"x\\"y\\\\z"}', '{"a":"[secret]"}'],
    ['q=a%20b%26c', 'q=[secret]'],
    ['q=a+b%26c', 'q=[secret]'],
    [Buffer.from('hunter22').toString('base64'), '[secret]'],
    ['at https://user:pass@host/x', 'at https://[secret]@host/x'],
    ['longer hunter22-and-more', 'longer [secret]'],
    ['abc', 'abc'],
  ])('of %j is %j', (text, clean) => {
    expect(redact(text, ['hunter22', 'x"y\\z', 'a b&c', 'hunter22-and-more', 'abc'])).toBe(clean)
  })

  it('has no line of a key either', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----\n'
    expect(redact('near MIGHAgEAMBMGByqGSM49', [key])).toBe('near [secret]')
  })
})

describe('an error without secrets', () => {
  it('is the same where it had none', () => {
    const error = upstreamError({ code: 'a-b', message: 'm', help: 'h', cause: new Error('c') })
    expect(withoutSecrets(error, ['hunter22'])).toBe(error)
  })

  it.each([
    { message: 'hunter22' },
    { help: 'hunter22' },
    { context: { id: 'hunter22' } },
    { cause: new Error('hunter22') },
    { cause: { deep: { down: ['hunter22'] } } },
    { cause: new Error('x', { cause: new Error('hunter22') }) },
  ])('keeps its code and kind where it held one in %j', (part) => {
    const given = upstreamError({ code: 'a-b', message: 'm', help: 'h', ...part })
    const clean = withoutSecrets(given, ['hunter22'])
    expect(clean).toMatchObject({ kind: 'upstream', code: 'a-b' })
    expect(inspect(clean, { depth: 9, showHidden: true })).not.toContain('hunter22')
  })
})

/** How the server, the vendor's room or the credentials fail; each knows the secret, and tries to give it away. */
const ways = [
  'status',
  'redirect',
  'reset',
  'cut',
  'unpacked',
  'wait',
  'judge',
  'defect',
  'credentials',
  'header',
  'path',
] as const

describe('whatever fails', () => {
  it('no error shows a secret, in whatever form', async () => {
    let way: (typeof ways)[number] = 'status'
    let status = 500
    await using server = await startServer((request, response) => {
      const told = JSON.stringify(request.headers)
      if (way === 'reset') request.socket.resetAndDestroy()
      else if (way === 'cut') response.write(told, () => response.destroy())
      else if (way === 'unpacked') response.writeHead(200, { 'content-encoding': 'gzip' }).end(told)
      else if (way === 'redirect') response.writeHead(302, { location: `/?${request.headers.authorization}` }).end(told)
      else if (way === 'wait') response.writeHead(429, { 'retry-after': '9999', 'x-told': told.length }).end(told)
      else response.writeHead(status).end(told)
    })
    const secretText = fc
      .string({ unit: 'grapheme-ascii', minLength: 8, maxLength: 60 })
      .filter((it) => /\w{3}.*\w{2}/.test(it))
    const run = fc.record({
      secret: secretText,
      way: fc.constantFrom(...ways),
      status: fc.constantFrom(401, 429, 500, 502, 503, 504),
      method: fc.constantFrom('GET' as const, 'POST' as const),
    })
    await fc.assert(
      fc.asyncProperty(run, async ({ secret, method, ...drawn }) => {
        way = drawn.way
        status = drawn.status
        const told = new Error(`because of ${secret}`, { cause: { secret } })
        const judge = (): Judgement => {
          if (way === 'defect') throw told
          if (way !== 'judge' && way !== 'redirect')
            return { answer: status === 401 ? 'renew' : 'retry', because: `${status}` }
          const said = {
            message: `it said ${secret}`,
            help: encodeURIComponent(secret),
            context: { secret },
            cause: told,
          }
          return { answer: 'fail', error: upstreamError({ code: 'it-failed', ...said }) }
        }
        const client = createHttpClient({
          baseUrl: server.url,
          vendor: 'Acme',
          userAgent: 't',
          concurrency: 1,
          clock: stoppedClock(),
          retry: { attempts: 2, patienceMs: 1000 },
          judge,
          authorize: {
            headers: async () => {
              if (way === 'credentials') throw told
              return { authorization: `Basic ${way === 'header' ? `${secret}\r\n` : encodeURIComponent(secret)}` }
            },
            renew: () => undefined,
            secrets: () => [secret],
          },
        })
        const path = way === 'path' ? `/../${secret}` : '/rows'
        const error = await client.send({ method, path, what: 'rows' }).catch((thrown: unknown) => thrown)
        client.close()
        expect(error).toBeInstanceOf(Error)
        const shown = everyFormOf(error as Error)
        for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
          expect(shown).not.toContain(form)
        }
        if (way !== 'defect' && way !== 'credentials' && way !== 'path') expect(error).toBeInstanceOf(TicketboundError)
      }),
      { numRuns: 300 },
    )
  })
})

function everyFormOf(error: Error): string {
  const written = JSON.stringify({ ...error, message: error.message, cause: error.cause })
  return [inspect(error, { depth: 12, showHidden: true }), String(error), error.stack, written].join('\n')
}
