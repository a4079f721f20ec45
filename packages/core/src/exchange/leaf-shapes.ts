import * as v from 'valibot'
import type { Reading } from '../fault.ts'
import { parseDuration } from '../time/duration.ts'
import { parseEnd, parseInstant } from '../time/instant.ts'
import { readId } from './id.ts'

/** The most entries that a list inside one row may have. */
export const longestList = 1000

/** The most characters that a free text may have. */
export const longestText = 65_536

/** The shape of a text that `read` accepts. An issue carries the fault's code, message and help in its three texts. */
export function textOf<T>(read: (text: string) => Reading<T>) {
  return v.pipe(
    v.string(),
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      const reading = read(dataset.value)
      if (reading.ok) return reading.value
      for (const { code, message, help } of reading.faults)
        addIssue({ expected: code, received: message, message: help })
      return NEVER
    }),
  )
}

/** Gives an id, NFC-normalised. */
export const IdText = textOf((text) => readId(text, ''))

/** Gives an instant from an RFC 3339 date-time with a zone. */
export const InstantText = textOf(parseInstant)

/** Accepts an instant or a bare date. Whether a text is an end at all does not depend on the zone, so any will do. */
export const EndText = textOf((text) => parseEnd(text, 'UTC'))

/** Gives a length of time in milliseconds from an ISO 8601 duration. */
export const DurationText = textOf(parseDuration)

/** Words for people: any text that can be written out again. */
export const Words = v.pipe(v.string(), v.maxLength(longestText), v.check(isWhole))

/** Words for people that must say something. */
export const SomeWords = v.pipe(v.string(), v.nonEmpty(), v.maxLength(longestText), v.check(isWhole))

/** The shape of a list inside a row; one that is too long is refused before its entries are looked at. */
export function listOf<const Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(v.unknown()), v.maxLength(longestList), v.array(item))
}

function isWhole(text: string): boolean {
  return text.isWellFormed()
}
