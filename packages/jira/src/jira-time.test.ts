import { expect, it } from 'vitest'
import { readJiraInstant } from './jira-time.ts'

const expected = Date.parse('2026-03-02T11:00:00Z')

it.each([
  '2026-03-02T11:00:00.000+0000',
  '2026-03-02T18:00:00+0700',
  '2026-03-02T05:30:00.000-0530',
  '2026-03-02T11:00:00Z',
  expected,
  expected / 1000,
])('reads %j', (written) => {
  expect(readJiraInstant(written)).toEqual({ ok: true, value: expected })
})

it.each([
  '2026-03-02',
  '2026-03-02T11:00:00',
  'Monday 12:00 PM',
  '',
  null,
  undefined,
  {},
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e300,
])('refuses %j', (written) => {
  expect(readJiraInstant(written).ok).toBe(false)
})
