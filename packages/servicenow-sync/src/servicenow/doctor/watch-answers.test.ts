import { describe, expect, it } from 'vitest'
import { answering } from './testdata/pages.ts'
import { watchAnswers } from './watch-answers.ts'
import { watchTokens } from './watch-tokens.ts'

const asked = { method: 'GET', path: '/', what: 'a page' } as const
const noon = Date.UTC(2026, 0, 1, 12)

/** A clock that goes on by so much each time it is read. */
function clock(step: number): () => number {
  let at = noon - step
  return () => {
    at += step
    return at
  }
}

describe('watchAnswers', () => {
  it.each([
    ['the same', noon, 0],
    ['within the question', noon + 500, 0],
    ['ahead', noon + 61_000, 60_000],
    ['behind', noon - 60_000, -59_001],
  ])('knows how far the clocks are apart: %s', async (_, served, skew) => {
    const http = watchAnswers(answering({ headers: { date: new Date(served).toUTCString() } }), clock(1000))
    await http.send(asked)
    expect(http.sightings().clockSkewMs).toBe(skew)
  })

  it('knows how long the last answer took, and the rule that it named', async () => {
    const headers = { 'x-ratelimit-limit': '100', 'x-ratelimit-rule': 'r1' }
    const http = watchAnswers(answering({ headers, text: 'one' }, { text: 'two' }), clock(250))
    await http.send(asked)
    await http.send(asked)
    expect(http.last()).toMatchObject({ tookMs: 250, response: { text: 'two' } })
    expect(http.sightings()).toEqual({ clockSkewMs: undefined, rateLimit: { rule: 'r1', limit: 100 } })
  })
})

describe('watchTokens', () => {
  const token = JSON.stringify({ access_token: 'secret-token', scope: 'useraccount', expires_in: 1799 })

  it('remembers what is said of a token, and not the token', async () => {
    const http = watchTokens(answering({ text: token }))
    expect(http.facts()).toBeUndefined()
    await http.send(asked)
    expect(http.facts()).toEqual({ scope: 'useraccount', livesSeconds: 1799 })
  })

  it.each([
    ['refused', { status: 401, text: token }],
    ['a page', { text: '<html>' }],
  ])('knows nothing of an answer that is %s', async (_, answer) => {
    const http = watchTokens(answering(answer))
    await http.send(asked)
    expect(http.facts()).toBeUndefined()
  })

  it('does without what an instance leaves out', async () => {
    const http = watchTokens(answering({ text: '{"access_token":"t"}' }))
    await http.send(asked)
    expect(http.facts()).toEqual({ scope: undefined, livesSeconds: undefined })
  })
})
