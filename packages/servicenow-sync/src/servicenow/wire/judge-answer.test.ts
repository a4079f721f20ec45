import { describe, expect, it } from 'vitest'
import type { HttpRequest, HttpResponse } from '../../http/http-client.ts'
import { judgeAnswer } from './judge-answer.ts'

const read: HttpRequest = { method: 'GET', path: '/x', what: 'table `x`' }
const write: HttpRequest = { ...read, method: 'POST' }
const cancelled = '{"error":{"message":"Transaction cancelled: maximum execution time exceeded"},"status":"failure"}'

function json(status: number, text = '{}', headers: HttpResponse['headers'] = {}): HttpResponse {
  return { status, text, headers: { 'content-type': 'application/json', ...headers } }
}

function page(status: number, text: string): HttpResponse {
  return { status, text, headers: { 'content-type': 'text/html;charset=UTF-8' } }
}

describe('an answer of an instance', () => {
  it.each([200, 201, 204, 400, 403, 404])('with status %i is taken', (status) => {
    expect(judgeAnswer(json(status), read)).toEqual({ answer: 'take' })
  })

  it.each([202, 429, 500, 502, 503, 504])('to a GET with status %i is asked for again', (status) => {
    expect(judgeAnswer(json(status), read).answer).toBe('retry')
  })

  it('with status 401 renews the credentials, also as a web page', () => {
    expect(judgeAnswer(json(401), read)).toEqual({ answer: 'renew' })
    expect(judgeAnswer(page(401, '<html>Log in</html>'), read)).toEqual({ answer: 'renew' })
  })

  it('tells the two kinds of 429 apart', () => {
    expect(judgeAnswer(json(429), read)).toMatchObject({ because: 'the instance has no thread free for it' })
    const limited = json(429, '{}', { 'x-ratelimit-rule': 'a1' })
    expect(judgeAnswer(limited, read)).toMatchObject({ because: 'its rate limit rule allows no more this hour' })
  })

  it('that was cancelled is the caller’s, who asks for less; of a write nobody knows', () => {
    expect(judgeAnswer(json(500, cancelled), read)).toEqual({ answer: 'take' })
    expect(judgeAnswer(json(500, cancelled), write).answer).toBe('retry')
  })

  it.each([
    [200, '<html><title>Hibernating Instance</title></html>', 'upstream', 'instance-hibernating'],
    [503, '<html>Your instance is hibernating</html>', 'upstream', 'instance-hibernating'],
    [200, '<html>The instance is undergoing maintenance</html>', 'upstream', 'instance-in-maintenance'],
    [503, '<html>Down for maintenance</html>', 'upstream', 'instance-in-maintenance'],
    [200, '<html>Log in with your company account</html>', 'config', 'instance-answers-with-page'],
    [302, '<html>Moved</html>', 'config', 'instance-elsewhere'],
  ])('with status %i and the page %s fails at once', (status, text, kind, code) => {
    expect(judgeAnswer(page(status, text), read)).toMatchObject({ answer: 'fail', error: { kind, code } })
  })

  it('that leads elsewhere is not followed', () => {
    const judgement = judgeAnswer(json(301, ''), read)
    expect(judgement).toMatchObject({ answer: 'fail', error: { code: 'instance-elsewhere' } })
  })

  it.each([502, 503, 504])('from a gateway with status %i and a page of its own is asked for again', (status) => {
    expect(judgeAnswer(page(status, '<html>Bad gateway</html>'), read).answer).toBe('retry')
  })
})
