import { describe, expect, it } from 'vitest'
import { createTableModel } from '../testdata/table-model.ts'
import type { PageAnswer } from '../wire/envelope.ts'
import { instanceTime } from './instance-time.ts'

const time = Date.parse('2026-03-02T02:00:00Z')
const damaged: PageAnswer = { kind: 'damaged', because: 'it was cut' }
const page: PageAnswer = { kind: 'page', rows: [], total: 0 }

/** The time where the instance answers one request after another like this, and how often it was asked. */
async function timeWhere(...answers: readonly PageAnswer[]) {
  let asked = 0
  const client = {
    ...createTableModel([]).client,
    page: async () => {
      asked += 1
      return answers[asked - 1] ?? damaged
    },
  }
  return { time: await instanceTime(client, 'sc_req_item'), asked }
}

describe('the time of an instance', () => {
  it('is the one at which it answers', async () => {
    expect(await timeWhere({ ...page, servedAt: time })).toEqual({ time, asked: 1 })
  })

  it('is asked for again where an answer does not come whole, three times at most', async () => {
    expect(await timeWhere(damaged, { ...page, servedAt: time })).toEqual({ time, asked: 2 })
    expect(await timeWhere()).toEqual({ time: undefined, asked: 3 })
  })

  it('is not known where it does not say, or refuses the table', async () => {
    expect(await timeWhere(page)).toEqual({ time: undefined, asked: 1 })
    expect(await timeWhere({ kind: 'refused', status: 403, message: 'no' })).toEqual({ time: undefined, asked: 1 })
  })
})
