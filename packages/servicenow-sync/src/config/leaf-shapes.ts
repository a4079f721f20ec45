import { parseDuration } from '@ticketbound/core'
import * as v from 'valibot'
import type { SecretRef } from '../secrets/secret-ref.ts'

/** A text that says something. */
export const Text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024))

/** A share of a whole. */
export const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

/** A count from 1 to `most`. */
export const countTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most))

/** A length of time, such as `P7D`. */
export const DurationText = v.pipe(
  v.string(),
  v.check((text) => parseDuration(text).ok, 'a duration, such as P7D or PT12H'),
)

/** An object with these keys and no others; each other key is an issue of its own. */
export const closed = <const Entries extends v.ObjectEntries>(entries: Entries) => v.objectWithRest(entries, v.never())

/** The shape library takes a list for an object without keys. */
export const noList = v.custom<object>((value) => !Array.isArray(value), 'keys and values')

/** As `closed`, for groups of which no key must be there: a list is none. */
export const group = <const Entries extends v.ObjectEntries>(entries: Entries) => v.pipe(noList, closed(entries))

const Place = closed({
  env: v.exactOptional(Text),
  file: v.exactOptional(Text),
  command: v.exactOptional(v.pipe(v.array(Text), v.minLength(1), v.maxLength(64))),
})

/** The one place where a secret is looked for. */
export const SecretText = v.pipe(
  Place,
  v.check((place) => Object.keys(place).length === 1, 'one of env, file or command'),
  v.transform(toSecretRef),
)

function toSecretRef({ env, file, command }: v.InferOutput<typeof Place>): SecretRef {
  if (env !== undefined) return { env }
  return file === undefined ? { command: command ?? [] } : { file }
}
