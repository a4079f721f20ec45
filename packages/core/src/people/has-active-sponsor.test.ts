import { expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { hasActiveSponsor } from './has-active-sponsor.ts'

const people = directoryOf(
  aPerson('bob', { endedAt: day(20), accounts: [{ account: 'bo' }] }),
  aPerson('robot', { kind: 'service' }),
)

it.each([
  ['an active human', 'bob', day(20) - 1, true],
  ['an active human by an account of theirs', 'bo', day(1), true],
  ['a human who has left', 'bob', day(20), false],
  ['a service', 'robot', day(1), false],
  ['somebody unknown', 'ghost', day(1), false],
  ['nobody', undefined, day(1), false],
])('of a principal whose sponsor is %s', (_who, sponsor, at, answered) => {
  const agent = aPerson('agent-7', { kind: 'agent', ...(sponsor !== undefined && { sponsor }) })
  expect(hasActiveSponsor(agent, people, at)).toBe(answered)
})
