import { describe, expect, it } from 'vitest'
import { manyRows } from '../../servers/servicenow/worlds/many-rows.ts'
import { createSeenRows } from './seen-rows.ts'

describe('createSeenRows', () => {
  const rows = manyRows(5, { perSecond: 2, values: () => ({}) })

  it('tells which rows came otherwise than once', () => {
    const seen = createSeenRows(5)
    seen.take([rows.at(0), rows.at(1), rows.at(1), rows.at(4), { sys_id: 'ffffffff00000009ffffffffffffffff' }])
    expect(seen.faults()).toEqual({ missing: 2, twice: 1, unknown: 1 })
  })

  it('finds no fault where each came once, in whatever order', () => {
    const seen = createSeenRows(5)
    seen.take([4, 0, 2, 1, 3].map(rows.at))
    expect(seen.faults()).toEqual({ missing: 0, twice: 0, unknown: 0 })
  })
})
