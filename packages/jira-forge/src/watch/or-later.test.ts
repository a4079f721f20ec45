import { describe, expect, it } from 'vitest'
import { AppError } from '../app-error.ts'
import { orLater } from './or-later.ts'

const words = { code: 'x-failed', message: 'It failed', help: 'try again' }

async function doing(act: () => Promise<unknown>) {
  const reported: unknown[] = []
  const outcome = await orLater(act, { reference: () => 'tb-1', report: (failure) => reported.push(failure) })
  return { outcome, reported }
}

describe('orLater', () => {
  it('gives nothing back where all went well', async () => {
    expect(await doing(async () => 'kept')).toEqual({ outcome: undefined, reported: [] })
  })

  it.each([
    ['a vendor failed', new AppError('upstream', words)],
    ['nobody expected it', new TypeError('x')],
  ])('asks Forge to bring the event again where %s, and reports it', async (_why, error) => {
    const { outcome, reported } = await doing(() => Promise.reject(error))
    expect(outcome).toMatchObject({
      _retry: true,
      retryOptions: { retryAfter: 60, retryReason: 'FUNCTION_RETRY_REQUEST' },
    })
    expect(reported).toEqual([{ reference: 'tb-1', error }])
  })

  it('only reports what an administrator must put right', async () => {
    const error = new AppError('config', words)
    expect(await doing(() => Promise.reject(error))).toEqual({
      outcome: undefined,
      reported: [{ reference: 'tb-1', error }],
    })
  })
})
