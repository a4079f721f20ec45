/** What the platform says where a condition of a transaction does not hold, or a key must not be there and is. */
const codes: ReadonlySet<unknown> = new Set(['CONDITIONAL_CHECK_FAILED', 'KEY_CONFLICT'])

/** Whether storage refused a write because of what stands there: nothing was written then, for certain. */
export function isConditionRefused(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.has(error.code)
}
