import * as v from 'valibot'

/** The number of an entry, counted from 1. */
export const SeqPayload = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** A head up to which a log was verified. */
export const HeadPayload = v.strictObject({
  count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
})
