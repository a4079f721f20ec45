import { describe, expect, it } from 'vitest'
import { partsOfSweep } from './parts-of-sweep.ts'

describe('partsOfSweep', () => {
  it.each([
    ['two for each request that may be under way, where all get more than two pages', 4001, { concurrency: 2 }, 4],
    ['one, where they would not', 4000, { concurrency: 2 }, 1],
    ['two for one request at a time, too: one waits while the other is read', 2001, { concurrency: 1 }, 2],
    ['one, where nobody says how many rows there are', undefined, { concurrency: 2 }, 1],
  ])('is %s', (_, counted, { concurrency }, parts) => {
    expect(partsOfSweep(counted, { pageSize: 500, concurrency })).toBe(parts)
  })
})
