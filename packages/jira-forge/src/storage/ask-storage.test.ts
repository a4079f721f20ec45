import { ForgeKvsAPIError } from '@forge/kvs'
import { describe, expect, it } from 'vitest'
import { AppError } from '../app-error.ts'
import { askStorage } from './ask-storage.ts'
import { isConditionRefused } from './is-condition-refused.ts'

const refused = (status: number, code: string) =>
  new ForgeKvsAPIError({ status, statusText: '', traceId: null }, { code, message: 'refused' })

const failing = (error: unknown) => askStorage<never>('the settings', () => Promise.reject(error))

describe('what is asked of the storage', () => {
  it('is given where it answers', async () => {
    expect(await askStorage('the settings', async () => 1)).toBe(1)
  })

  it.each<[string, unknown, string]>([
    ['a status of its own trouble', refused(500, 'INTERNAL_SERVER_ERROR'), 'storage-failed'],
    ['a refusal', refused(400, 'INVALID_KEY'), 'storage-failed'],
    ['that too much is asked', refused(429, 'RATE_LIMIT_EXCEEDED'), 'storage-busy'],
    ['no answer', new TypeError('fetch failed'), 'storage-failed'],
    ['something that is no error', 'broken', 'storage-failed'],
    ['nothing', undefined, 'storage-failed'],
    ['details without a status', { responseDetails: null }, 'storage-failed'],
  ])('fails with a code and a remedy where there is %s', async (_what, error, code) => {
    const failure = await failing(error).catch((thrown: AppError) => thrown)
    expect(failure).toMatchObject({ code, kind: 'upstream', help: expect.stringContaining('try again') })
    expect(failure.cause).toBe(error)
    await expect(failing(error)).rejects.toThrow('the settings')
  })

  it('keeps an error that is the app’s own', async () => {
    const own = new AppError('integrity', { code: 'x', message: 'x', help: 'x' })
    await expect(failing(own)).rejects.toBe(own)
  })
})

describe('a condition that does not hold', () => {
  it.each<[string, unknown, boolean]>([
    ['a transaction', refused(400, 'CONDITIONAL_CHECK_FAILED'), true],
    ['a key that is there', refused(409, 'KEY_CONFLICT'), true],
    ['another refusal', refused(400, 'INVALID_KEY'), false],
    ['no answer', new TypeError('fetch failed'), false],
    ['nothing', undefined, false],
  ])('is told from everything else: %s', (_what, error, is) => {
    expect(isConditionRefused(error)).toBe(is)
  })
})
