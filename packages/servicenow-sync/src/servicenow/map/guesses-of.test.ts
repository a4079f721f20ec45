import { describe, expect, it } from 'vitest'
import { guessesOf } from './guesses-of.ts'
import { anInstance, anItem, aVariable } from './testdata/instance.ts'

describe('what is told of a proposed map', () => {
  it('is which parts of each rule variables gave, in the order of a rule', () => {
    expect(guessesOf(anInstance().items)).toEqual([
      {
        item: 'Production access',
        sysId: 'i-prod',
        tickets: 120,
        guessed: ['kind', 'principal', 'entitlement', 'level', 'owner', 'expiresAt', 'justification'],
        missing: [],
      },
    ])
  })

  it('is what is missing, but not what a rule can well be without', () => {
    const variables = [aVariable('user', '8', { rows: 'access_rows' })]
    expect(guessesOf([anItem({ variables })])).toMatchObject([
      { guessed: ['principal', 'rows'], missing: ['kind', 'entitlement', 'owner', 'expiresAt', 'justification'] },
    ])
  })

  it('is nothing of variables that are no longer asked', () => {
    const variables = [aVariable('user', '8', { active: false })]
    expect(guessesOf([anItem({ variables })])).toMatchObject([{ guessed: [] }])
  })
})
