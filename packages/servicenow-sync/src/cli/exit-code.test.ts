import { describe, expect, it } from 'vitest'
import { exitCode, type Outcome } from './exit-code.ts'

describe('the exit code', () => {
  it.each<[string, Outcome, number]>([
    ['nothing to report', {}, 0],
    ['findings at or above --fail-on', { findings: true }, 1],
    ['wrong configuration or input', { input: true }, 2],
    ['a vendor that failed', { upstream: true }, 3],
    ['a record that does not add up', { integrity: true }, 4],
    ['a night on hold', { held: true }, 5],
    ['a defect of Ticketbound', { unexpected: true }, 70],
    ['a hold before findings', { held: true, findings: true }, 5],
    ['a failed vendor before a hold', { upstream: true, held: true, findings: true }, 3],
    ['wrong input before a failed vendor', { input: true, upstream: true, held: true }, 2],
    [
      'the record before everything',
      { integrity: true, input: true, unexpected: true, upstream: true, held: true, findings: true },
      4,
    ],
  ])('tells of %s', (_what, outcome, code) => {
    expect(exitCode(outcome)).toBe(code)
  })
})
