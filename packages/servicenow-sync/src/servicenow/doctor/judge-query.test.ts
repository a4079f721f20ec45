import { describe, expect, it } from 'vitest'
import { judgeQuery } from './judge-query.ts'
import type { QueryProbes } from './probe-table.ts'
import { broken, page, refused, rowsOf } from './testdata/pages.ts'

const rows = rowsOf(4)
const [first, second, third, fourth] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0], (typeof rows)[0]]

const well: QueryProbes = {
  ordered: page(rows),
  behind: { key: 'a0', answer: page([second, third, fourth]) },
  since: { second: third.sys_updated_on ?? '', answer: page([third, fourth]) },
  until: { second: third.sys_created_on ?? '', answer: page([first, second]) },
  listed: { keys: ['a0', 'a1'], answer: page([first, second]) },
}

const judge = (change: Partial<QueryProbes>) => judgeQuery('sc_task', page(rows), { ...well, ...change })

describe('judgeQuery', () => {
  it('is content where ranges, order and lists are honoured', () => {
    expect(judge({})).toEqual({ outcome: 'ok', found: 'keys, seconds, order and lists of keys are honoured' })
  })

  it('claims no more than an empty table shows', () => {
    const empty = page([])
    const { behind, listed, ...rest } = well
    const probes = {
      ...rest,
      ordered: empty,
      since: { second: '', answer: empty },
      until: { second: '', answer: empty },
    }
    expect(judgeQuery('sc_task', empty, probes)).toMatchObject({
      outcome: 'ok',
      found: expect.stringContaining('no more can be shown'),
    })
  })

  it.each<[what: string, change: Partial<QueryProbes>, found: RegExp]>([
    ['an order that is refused', { ordered: refused(403) }, /the order of `sys_id` is refused/],
    [
      'a range of keys that is refused',
      { behind: { key: 'a0', answer: refused(403) } },
      /a range of `sys_id` is refused/,
    ],
    [
      'a range of changes that is refused',
      { since: { second: '', answer: refused(403) } },
      /`sys_updated_on` is refused/,
    ],
    [
      'a range of creations that is refused',
      { until: { second: '', answer: refused(403) } },
      /`sys_created_on` is refused/,
    ],
    ['an order that is ignored', { ordered: page([second, first]) }, /the order of `sys_id` is ignored/],
    ['a range of keys that is ignored', { behind: { key: 'a0', answer: page([first, second]) } }, /rows come again/],
    ['a range of keys without a row', { behind: { key: 'a0', answer: page([]) } }, /a range of `sys_id` gives no row/],
    ['an order without a row', { ordered: page([]) }, /with the order of `sys_id` no row comes/],
    [
      'changes from before',
      { since: { second: third.sys_updated_on ?? '', answer: page([first]) } },
      /rows before `2026-02-01 00:00:02` come/,
    ],
    [
      'changes out of order',
      { since: { second: first.sys_updated_on ?? '', answer: page([fourth, third]) } },
      /the order of `sys_updated_on` is ignored/,
    ],
    [
      'changes without a row',
      { since: { second: third.sys_updated_on ?? '', answer: page([]) } },
      /`sys_updated_on` gives no row/,
    ],
    [
      'creations from later on',
      { until: { second: third.sys_created_on ?? '', answer: page([fourth]) } },
      /rows from `2026-01-01 00:00:02` on come/,
    ],
  ])('sees %s, and asks for query_range', (_, change, found) => {
    expect(judge(change)).toMatchObject({
      outcome: 'missing',
      found: expect.stringMatching(found),
      fix: expect.stringContaining('operation query_range, names `sc_task.sys_id`, `sc_task.sys_created_on`'),
    })
  })

  it.each<[what: string, answer: QueryProbes['ordered'], found: RegExp]>([
    ['refused', refused(403), /a list of `sys_id` is refused/],
    ['ignored', page(rows), /other rows come/],
    ['empty', page([]), /gives no row/],
  ])('asks for query_match where a list of keys is %s', (_, answer, found) => {
    expect(judge({ listed: { keys: ['a0', 'a1'], answer } })).toMatchObject({
      outcome: 'missing',
      found: expect.stringMatching(found),
      fix: expect.stringContaining('operation query_match, name `sc_task.sys_id`'),
    })
  })

  it('asks for no right where a question was not answered at all', () => {
    expect(judge({ ordered: broken('http-too-slow') })).toMatchObject({
      outcome: 'failed',
      found: 'it does not answer (http-too-slow)',
    })
    expect(judge({ ordered: { kind: 'damaged', because: 'it is cut' } }).outcome).toBe('failed')
  })

  it('takes a page that is counted and not shown for hidden rows', () => {
    const hidden = page([], 50)
    const { behind: _, ...rest } = well
    expect(judgeQuery('sc_task', page(rows), { ...rest, ordered: hidden }).outcome).toBe('ok')
    expect(judge({ behind: { key: 'a0', answer: hidden } }).outcome).toBe('ok')
    expect(judge({ since: { second: '', answer: hidden } }).outcome).toBe('ok')
  })

  it('takes one row fewer for a hidden one', () => {
    expect(judge({ behind: { key: 'a0', answer: page([third]) } }).outcome).toBe('ok')
  })
})
