import { describe, expect, it } from 'vitest'
import { openDesk } from '../testdata/desk.ts'
import { memorySource } from '../testdata/memory-source.ts'
import { day } from '../testdata/rows.ts'
import { createUniqueRows } from './unique-rows.ts'

interface Row {
  readonly id: string
  readonly value: number
}

const source = memorySource({ name: 'things', reads: 'exceptions', rows: [] })

/** Takes rows from consecutive lines; gives the codes of what was refused at once, and what is left in the end. */
function take(...rows: readonly Row[]) {
  const desk = openDesk(day(4), { more: [source] })
  const unique = createUniqueRows<'id', Row>('id', 'give each its own id')
  const refused = rows.map((row, at) => unique.take(row, source, { file: 'things.ndjson', line: at + 1 }))
  const settled = unique.settle(desk.log)
  desk.close()
  return { refused: refused.map((faults) => faults?.map(({ code }) => code)), settled, rejected: desk.rejected() }
}

describe('unique rows', () => {
  it('are all taken where each has an id of its own', () => {
    const rows = [
      { id: 'a', value: 1 },
      { id: 'b', value: 1 },
    ]
    expect(take(...rows)).toEqual({ refused: [undefined, undefined], settled: rows, rejected: [] })
  })

  it('are taken once where they are repeated as they were', () => {
    const row = { id: 'a', value: 1 }
    expect(take(row, { ...row }, row)).toEqual({
      refused: [undefined, undefined, undefined],
      settled: [row],
      rejected: [],
    })
  })

  it('are all rejected where they do not agree, each naming the other', () => {
    const { refused, settled, rejected } = take({ id: 'a', value: 1 }, { id: 'b', value: 1 }, { id: 'a', value: 2 })
    expect(refused).toEqual([undefined, undefined, ['row-contradicts']])
    expect(settled).toEqual([{ id: 'b', value: 1 }])
    expect(rejected).toEqual(['things.ndjson:1 row-contradicts → things.ndjson:3'])
  })

  it('are rejected though the last agrees with the first', () => {
    const [first, second] = [1, 2].map((value) => ({ id: 'a', value }))
    if (first === undefined || second === undefined) throw new Error('there are two rows')
    expect(take(first, second, first).settled).toEqual([])
  })

  it.each([
    ['by case', 'alice', 'Alice'],
    ['by compatibility form', 'file', 'ﬁle'],
  ])('are all rejected where two ids collide %s', (_how, one, other) => {
    const { refused, settled, rejected } = take({ id: one, value: 1 }, { id: other, value: 1 })
    expect(refused).toEqual([undefined, [expect.any(String)]])
    expect(settled).toEqual([])
    expect(rejected).toEqual([expect.stringMatching(/^things\.ndjson:1 .+ → things\.ndjson:2$/)])
  })
})
