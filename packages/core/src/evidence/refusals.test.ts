import { expect, it } from 'vitest'
import { refusals } from './refusals.ts'

it('says why an approval does not count in words that go on after a name, each in its own', () => {
  const said = Object.values(refusals)
  expect(said.filter((words) => !/^[a-z]+,? .*[a-z]$/.test(words))).toEqual([])
  expect(new Set(said).size).toBe(said.length)
})
