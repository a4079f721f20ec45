import { describe, expect, it } from 'vitest'
import { sayShut } from './say-shut.ts'

describe('sayShut', () => {
  it('keeps the transition shut and says that it was Ticketbound', () => {
    expect(sayShut(['The request names no owner.'])).toEqual({
      result: false,
      errorMessage: 'Ticketbound keeps this transition shut. The request names no owner.',
    })
  })

  it.each([
    [6, '1 more reason.'],
    [9, '4 more reasons.'],
  ])('shows five of %i reasons and counts the others', (count, words) => {
    const { errorMessage } = sayShut(Array.from({ length: count }, (_, index) => `Reason ${index}.`))
    expect(errorMessage).toContain(`Reason 4. ${words}`)
    expect(errorMessage).not.toContain('Reason 5')
  })

  it('stays within some two thousand characters, on one line, with every character whole', () => {
    const { errorMessage = '' } = sayShut(Array.from({ length: 99 }, () => `\n\t${'😀 '.repeat(33_000)}`))
    expect(errorMessage.length).toBeLessThan(2200)
    expect(errorMessage).not.toMatch(/[\n\t]/)
    expect(errorMessage.isWellFormed()).toBe(true)
  })
})
