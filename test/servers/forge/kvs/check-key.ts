import type { ForgeLimits } from '../limits.ts'
import { type Refusal, refuse } from './refusal.ts'

const keyForm = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/

/**
 * Says what is wrong with a key, if anything.
 *
 * @see https://developer.atlassian.com/platform/forge/storage-reference/handling-errors-customentities/
 */
export function checkKey(key: unknown, limits: ForgeLimits): Refusal | undefined {
  if (typeof key !== 'string') return refuse(400, 'INVALID_KEY', 'The provided key is not a text')
  if (key === '') return refuse(400, 'EMPTY_KEY', 'Key cannot be empty')
  if (key.length > limits['key-length']) {
    return refuse(400, 'KEY_TOO_LONG', `The provided key has exceeded the maximum ${limits['key-length']} characters`)
  }
  if (!keyForm.test(key)) return refuse(400, 'INVALID_KEY', `The provided key does not match the regex: ${keyForm}`)
  return undefined
}
