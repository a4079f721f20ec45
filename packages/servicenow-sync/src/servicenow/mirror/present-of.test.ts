import { describe, expect, it } from 'vitest'
import { createTableModel } from '../testdata/table-model.ts'
import type { PageAnswer } from '../wire/envelope.ts'
import { presentOf } from './present-of.ts'

const ours = Date.parse('2026-03-02T02:00:00Z')
const hour = 3_600_000

/** The present where the instance answers one request after another like this, and how often it was asked. */
async function presentWhere(...answers: readonly PageAnswer[]) {
  let asked = 0
  const page = async (): Promise<PageAnswer> => {
    asked += 1
    return answers[asked - 1] ?? { kind: 'damaged', because: 'it was cut' }
  }
  const present = await presentOf({ ...createTableModel([]).client, page }, 'sc_req_item', ours)
  return { present, asked }
}

const servedAt = (at: number): PageAnswer => ({ kind: 'page', rows: [], total: 0, servedAt: at })

describe('the present', () => {
  it("is the instance's where our clock is ahead", async () => {
    expect(await presentWhere(servedAt(ours - hour))).toEqual({ present: ours - hour, asked: 1 })
  })

  it('is ours where our clock is behind', async () => {
    expect(await presentWhere(servedAt(ours + hour))).toEqual({ present: ours, asked: 1 })
  })

  it('is asked for again where an answer does not come whole', async () => {
    const damaged = { kind: 'damaged', because: 'it was cut' } as const
    expect(await presentWhere(damaged, servedAt(ours - hour))).toEqual({ present: ours - hour, asked: 2 })
    expect(await presentWhere()).toEqual({ present: ours, asked: 3 })
  })

  it('is ours where the instance does not say, or refuses the table', async () => {
    expect(await presentWhere({ kind: 'page', rows: [], total: 0 })).toEqual({ present: ours, asked: 1 })
    expect(await presentWhere({ kind: 'refused', status: 403, message: 'no' })).toEqual({ present: ours, asked: 1 })
  })
})
