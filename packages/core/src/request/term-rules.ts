import { quote } from '../fault.ts'
import { sayDuration } from '../time/duration.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { lastDayBefore } from '../time/last-day.ts'
import type { Asked } from './asked.ts'
import { isMoment, lastDayFor, longestFor } from './longest-term.ts'
import type { Rule } from './rule.ts'

/** The request says when the access ends, unless it may go on without end. */
export const expiryGiven: Rule = (asked) => {
  const { request, forAccess, entitlement, book, principalKind } = asked
  // Whether an end is needed is not known of what the catalogue does not know.
  if (!forAccess || (book.governed && entitlement === undefined)) return 'not-applicable'
  if (request.expiresAt !== undefined) return 'passed'
  if (entitlement?.permanent && principalKind !== 'agent') return 'passed'
  return () => ({
    message:
      entitlement?.permanent === true
        ? `The request names no end, and what an agent holds always ends.`
        : `The request names no end, and ${quote(request.entitlement)} is not given without one.`,
    ...latestEnd(asked),
  })
}

/** The end is a moment that a calendar has. */
export const expiryReal: Rule = ({ request, forAccess }) => {
  if (!forAccess || request.expiresAt === undefined) return 'not-applicable'
  return isMoment(request.expiresAt) ? 'passed' : () => ({ message: 'The end of the request is no moment in time.' })
}

/** The end is still to come. */
export const expiryAhead: Rule = (asked) => {
  const { request, forAccess, policy, now } = asked
  const { expiresAt } = request
  if (!forAccess || expiresAt === undefined || !isMoment(expiresAt)) return 'not-applicable'
  if (expiresAt > now) return 'passed'
  return () => ({ message: `The access would have ended on ${dayOf(expiresAt, policy.zone)}.`, ...latestEnd(asked) })
}

/** The end is within the longest duration, counted from now. */
export const expiryWithinLongest: Rule = (asked) => {
  const { request, forAccess, policy, now } = asked
  const { expiresAt } = request
  const longest = longestFor(asked)
  if (!forAccess || expiresAt === undefined || !isMoment(expiresAt) || longest === undefined) return 'not-applicable'
  if (expiresAt <= now + longest) return 'passed'
  return () => ({
    message: `The access would end on ${dayOf(expiresAt, policy.zone)}, and ${quote(request.entitlement)} is given for ${sayDuration(longest)} at most.`,
    ...latestEnd(asked),
  })
}

/** The request says why the access is needed. */
export const justificationGiven: Rule = ({ request, forAccess, policy }) => {
  const needed = policy.justification
  if (!forAccess || needed <= 0) return 'not-applicable'
  if (showsAtLeast(request.justification ?? '', needed)) return 'passed'
  return () => ({
    message:
      request.justification === undefined
        ? 'The request gives no justification.'
        : `The justification ${quote(request.justification)} is shorter than ${needed} characters.`,
    remedy: `Say in at least ${needed} characters what the access is needed for.`,
  })
}

/** The last end that would do: the last whole day, or the instant where no day that is still to come is whole. */
function latestEnd(asked: Asked): { readonly remedy?: string } {
  const longest = longestFor(asked)
  const latest = asked.now + (longest ?? 0)
  if (longest === undefined || !isMoment(latest)) return {}
  return { remedy: `Name an end no later than ${lastDayFor(asked) ?? formatInstant(latest)}.` }
}

function dayOf(end: Instant, zone: string): string {
  return lastDayBefore(end, zone)
}

// Neither what is never shown, nor the blank of Braille, says anything.
const unshown = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u
const space = /\s/u

/** Says whether a text shows that many characters. White space counts once, and only between others. */
function showsAtLeast(text: string, needed: number): boolean {
  let shown = 0
  let gap = 0
  for (const character of text) {
    if (isSpace(character)) gap = shown === 0 ? 0 : 1
    else if (isShown(character)) {
      shown += 1 + gap
      gap = 0
      if (shown >= needed) return true
    }
  }
  return false
}

function isSpace(character: string): boolean {
  return character === ' ' || (!isPlain(character) && space.test(character))
}

function isShown(character: string): boolean {
  return isPlain(character) || !unshown.test(character)
}

/** Printable ASCII, of which nearly every text is, but for the space. */
function isPlain(character: string): boolean {
  return character > ' ' && character < '\u007f'
}
