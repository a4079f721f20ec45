import { describe, expect, it } from 'vitest'
import { closest } from './closest.ts'

describe('closest', () => {
  const words = ['store', 'catalogue', 'policy', 'report', 'sources']

  it.each([
    ['catalog', 'catalogue'],
    ['Sources', 'sources'],
    ['source', 'sources'],
    ['polciy', 'policy'],
    ['stroe', 'store'],
    ['tsore', 'store'],
    ['reprot', 'report'],
  ])('takes %s for a slip of the finger for %s', (typed, meant) => {
    expect(closest(typed, words)).toBe(meant)
  })

  it.each(['', 'x', 'sotra', 'password', 'a'.repeat(100_000)])('guesses nothing where no word is near', (typed) => {
    expect(closest(typed, words)).toBeUndefined()
  })
})
