import type { ForgeLimits } from '../limits.ts'
import { type Refusal, refuse } from './refusal.ts'

/** Says what is wrong with a value, if anything: what it is, how large, how deep. */
export function checkValue(value: unknown, limits: ForgeLimits): Refusal | undefined {
  if (value === null || value === undefined) return refuse(400, 'INVALID_VALUE', 'The provided value may not be null')
  if (sizeOf(value) > limits['value-bytes']) {
    return refuse(400, 'MAX_SIZE', 'The provided value has exceeded the maximum size limit')
  }
  if (depthOf(value) > limits['value-depth']) {
    return refuse(400, 'MAX_DEPTH', 'The provided value has exceeded the maximum object depth limit')
  }
  return undefined
}

/** How many bytes a value has as JSON. */
export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '')
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Object.values(value).reduce<number>((deepest, part) => Math.max(deepest, depthOf(part)), 0)
}
