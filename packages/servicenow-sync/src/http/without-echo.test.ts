import { describe, expect, it } from 'vitest'
import { withoutEcho } from './without-echo.ts'

const sent = { authorization: 'Bearer token/that+nobody-guesses' }
const secrets = ['token/that+nobody-guesses', 'open', 'a client secret']
const answer = (status: number, text: string, headers = {}) => ({ status, text, headers })

describe('an answer', () => {
  it.each([400, 401, 403, 404, 429, 500])(
    'of %i repeats no secret, neither in its text nor in its headers',
    (status) => {
      const text = 'a client secret and token/that+nobody-guesses are refused'
      expect(withoutEcho(answer(status, text, { 'x-rule': 'open' }), sent, secrets)).toEqual({
        status,
        text: '[secret] and [secret] are refused',
        headers: { 'x-rule': '[secret]' },
      })
    },
  )

  it.each(['{"error":"token/that+nobody-guesses"}', '{"error":"token\\/that+nobody-guesses"}'])(
    'with data has the credentials of its request taken out: %s',
    (text) => {
      expect(withoutEcho(answer(200, text), sent, secrets).text).toBe('{"error":"[secret]"}')
    },
  )

  it('with data stays as it is where a word of it happens to be a secret', () => {
    const data = answer(200, '{"result":[{"state":"open","link":"https://user@example.com"}]}')
    expect(withoutEcho(data, { 'x-key': 'open' }, secrets)).toBe(data)
  })
})
