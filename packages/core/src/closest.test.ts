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

  const kinds = ['leaver-still-active', 'expired-still-active', 'source-incomplete', 'source-late']

  it.each([
    ['leaver', 'leaver-still-active'],
    ['Expired', 'expired-still-active'],
    ['incomplete', 'source-incomplete'],
  ])('takes %s for the only word that begins with it or has it in it', (typed, meant) => {
    expect(closest(typed, kinds)).toBe(meant)
  })

  it.each(['still', 'source', 'la', 'leaver-not-there-any-more'])(
    'guesses nothing for %s, which may be several or none',
    (typed) => {
      expect(closest(typed, kinds)).toBeUndefined()
    },
  )

  it.each(['', 'x', 'sotra', 'password', 'a'.repeat(100_000)])('guesses nothing where no word is near', (typed) => {
    expect(closest(typed, words)).toBeUndefined()
  })
})
