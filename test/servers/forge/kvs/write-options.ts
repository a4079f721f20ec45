import * as v from 'valibot'
import type { ForgeLimits } from '../limits.ts'
import type { Kept } from './create-shelf.ts'
import { type Refusal, refuse } from './refusal.ts'

/** How a value is written. */
export const WriteOptions = v.object({
  ttl: v.optional(v.object({ value: v.number(), unit: v.picklist(['SECONDS', 'MINUTES', 'HOURS', 'DAYS']) })),
  keyPolicy: v.optional(v.picklist(['OVERRIDE', 'FAIL_IF_EXISTS'])),
  returnValue: v.optional(v.picklist(['PREVIOUS', 'LATEST'])),
  returnMetadataFields: v.optional(v.array(v.string())),
})
export type WriteOptions = v.InferOutput<typeof WriteOptions>

const unitMs = { SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 }

/** Says what is wrong with how a value is to be written, if anything. */
export function checkOptions({ ttl, keyPolicy, returnValue }: WriteOptions, limits: ForgeLimits): Refusal | undefined {
  if (ttl !== undefined && !(Number.isInteger(ttl.value) && ttl.value > 0)) {
    return refuse(400, 'INVALID_TTL', `TTL value must be a positive integer, received: ${ttl.value}`)
  }
  if (ttl !== undefined && ttl.value * unitMs[ttl.unit] > limits['ttl-days'] * unitMs.DAYS) {
    return refuse(400, 'INVALID_TTL', `TTL may be ${limits['ttl-days']} days at most`)
  }
  if (returnValue !== undefined && keyPolicy === 'FAIL_IF_EXISTS') {
    return refuse(400, 'INVALID_REQUEST', 'A value is returned only where it may be overridden')
  }
  return undefined
}

/** When what is written now expires; `undefined` where it does not. */
export function expiryOf({ ttl }: WriteOptions, now: number): number | undefined {
  return ttl === undefined ? undefined : now + ttl.value * unitMs[ttl.unit]
}

/** A kept value as the platform writes it, with what is known about it. */
export function render(kept: Kept): Readonly<Record<string, unknown>> {
  const { key, value, createdAt, updatedAt, expiresAt } = kept
  const expires = expiresAt === undefined ? {} : { expireTime: new Date(expiresAt).toISOString() }
  return { key, value, createdAt, updatedAt, ...expires }
}
