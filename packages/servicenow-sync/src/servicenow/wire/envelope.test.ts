import { describe, expect, it } from 'vitest'
import type { HttpResponse } from '../../http/http-client.ts'
import { readPage } from './envelope.ts'

const json = { 'content-type': 'application/json;charset=UTF-8' }

function answer(body: unknown, given: Partial<HttpResponse> = {}): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status: 200, headers: { ...json, 'x-total-count': '7' }, text, ...given }
}

const open = (response: HttpResponse) => readPage(response, ['sys_id', 'sys_updated_on', 'state'])

describe('a page of a table', () => {
  it('is its rows, with the fields that were asked for, the count before ACLs, and the time of the instance', () => {
    const headers = { ...json, 'x-total-count': '7', date: 'Wed, 25 Nov 2026 00:00:00 GMT' }
    const response = answer({ result: [{ sys_id: 'a1', state: '3', secret: 'x' }] }, { headers })
    expect(open(response)).toEqual({
      kind: 'page',
      rows: [{ sys_id: 'a1', state: '3' }],
      total: 7,
      servedAt: Date.UTC(2026, 10, 25),
    })
  })

  it('takes numbers and flags as text, null as no value, and a reference with a link as its value', () => {
    const result = [3, true, null, { link: 'https://x', value: 'b2' }].map((state, n) => ({ sys_id: `${n}`, state }))
    const page = open(answer({ result }))
    expect(page.kind === 'page' && page.rows.map(({ state }) => state)).toEqual(['3', 'true', '', 'b2'])
  })

  it('leaves out a field that the instance does not give', () => {
    expect(open(answer({ result: [{ sys_id: 'a1' }] }))).toMatchObject({ rows: [{ sys_id: 'a1' }] })
  })

  it('says nothing of a count that is none', () => {
    for (const count of ['', 'many', '-1', '1e3']) {
      const page = open(answer({ result: [] }, { headers: { ...json, 'x-total-count': count } }))
      expect(page).toEqual({ kind: 'page', rows: [], total: undefined })
    }
  })

  const row = '{"sys_id":"a1","state":"3"}'
  it.each([
    ['a body that was cut', `{"result":[${row},{"sys_id":"a2"`],
    [
      'the transaction cancelled in the middle of it',
      `{"result":[${row}],"error":{"message":"Transaction cancelled: maximum execution time exceeded"},"status":"failure"}`,
    ],
    ['an error beside its rows', `{"result":[${row}],"error":""}`],
    ['a status of failure', `{"result":[${row}],"status":"failure"}`],
    ['a result that stands twice', `{"result":[${row}],"result":[]}`],
    ['no result', '{}'],
    ['a result that is no list', `{"result":${row}}`],
    ['a list of lists', '{"result":[[]]}'],
    ['a text node where a row belongs', `{"result":[${row},""]}`],
    ['a row without its key', '{"result":[{"state":"3"}]}'],
    ['a key that would change the next query', '{"result":[{"sys_id":"a^ORb","state":"3"}]}'],
    ['a key that leads elsewhere in an address', '{"result":[{"sys_id":"..","state":"3"}]}'],
    [
      'a time that would change the next query',
      '{"result":[{"sys_id":"a1","sys_updated_on":"2026-01-01 00:00:00^ORb"}]}',
    ],
    ['a value that is a list', '{"result":[{"sys_id":"a1","state":["3"]}]}'],
    ['a value that is an object of its own', '{"result":[{"sys_id":"a1","state":{"a":"3"}}]}'],
    ['no object at all', '[]'],
    ['nothing', ''],
  ])('is damaged with %s', (_what, text) => {
    expect(open(answer(text)).kind).toBe('damaged')
  })

  it.each(['text/html', 'text/plain', '', 'application/jsonp'])('is damaged as %j', (type) => {
    expect(open(answer({ result: [] }, { headers: { 'content-type': type } })).kind).toBe('damaged')
  })

  it('never repeats the body where it is damaged', () => {
    const page = open(answer('{"result":[{"sys_id":"a1","state":"Mary Poppins'))
    expect(JSON.stringify(page)).not.toContain('Mary')
  })

  it('is damaged where the transaction was cancelled with status 500', () => {
    const error = { message: 'Transaction cancelled: maximum execution time exceeded' }
    expect(open(answer({ error, status: 'failure' }, { status: 500 }))).toMatchObject({ kind: 'damaged' })
  })

  it('is refused in the words of the instance', () => {
    const error = { message: 'Invalid table x', detail: 'no such table' }
    expect(open(answer({ error, status: 'failure' }, { status: 400 }))).toEqual({
      kind: 'refused',
      status: 400,
      message: 'Invalid table x',
      detail: 'no such table',
    })
    expect(open(answer('<html>', { status: 403, headers: {} }))).toEqual({
      kind: 'refused',
      status: 403,
      message: 'status 403',
    })
  })
})
