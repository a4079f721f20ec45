import { describe, expect, it } from 'vitest'
import { permittedSeconds } from './permitted.ts'

describe('permittedSeconds', () => {
  it.each([
    ['a page after the other', { rows: 1000, pageSize: 100, concurrency: 1 }, 1],
    ['as many at once as there are places for', { rows: 1000, pageSize: 100, concurrency: 2 }, 0.5],
    ['a last page that is not full', { rows: 1001, pageSize: 100, concurrency: 1 }, 1.1],
    ['a last round in which places stay empty', { rows: 500, pageSize: 100, concurrency: 2 }, 0.3],
  ])('counts %s', (_, setting, seconds) => {
    expect(permittedSeconds({ ...setting, latencyMs: 100 })).toBeCloseTo(seconds)
  })
})
