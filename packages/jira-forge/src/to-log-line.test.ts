import { describe, expect, it } from 'vitest'
import { AppError } from './app-error.ts'
import { toLogLine } from './to-log-line.ts'

const line = (error: unknown) => JSON.parse(toLogLine({ reference: 'tb-1', error }))

describe('toLogLine', () => {
  it('tells the code, the words and the ids of an error of ours', () => {
    const error = new AppError('upstream', {
      code: 'jira-busy',
      message: 'Jira is busy',
      help: 'wait',
      context: { status: 429 },
    })
    const told = {
      reference: 'tb-1',
      error: 'AppError',
      code: 'jira-busy',
      message: 'Jira is busy',
      context: { status: 429 },
    }
    expect(line(error)).toMatchObject(told)
  })

  it('tells of any other error its name and where it happened, and never its words', () => {
    const cause = new TypeError('secret of a vendor')
    const told = line(new Error('what somebody wrote\nat all', { cause }))
    expect(told).toMatchObject({ error: 'Error', cause: { error: 'TypeError' } })
    expect(told.at[0]).toMatch(/^at .*to-log-line\.test\.ts/)
    expect(JSON.stringify(told)).not.toMatch(/secret|somebody|at all/)
  })

  it.each(['a text', undefined, { password: 'x' }])('tells of %o only what it is', (error) => {
    expect(line(error)).toEqual({ reference: 'tb-1', error: typeof error })
  })

  it('stays on one line', () => {
    expect(toLogLine({ reference: 'tb-1', error: new Error('a\nb') })).not.toContain('\n')
  })
})
