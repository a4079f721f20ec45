import type { Fault } from '../fault.ts'
import { leastLength } from './least-length.ts'
import { deepestNesting, scanJson } from './scan-json.ts'

/**
 * Says what makes a text doubtful that `JSON.parse` took, given the value that it gave: a key that stands twice in one
 * object (`JSON.parse` keeps the last, other readers keep the first), or nesting deeper than is read.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-4
 */
export function jsonFault(text: string, value: unknown): Fault | undefined {
  // INVARIANT: no text is shorter than its value's least length, and whatever the value does not show (a member that a
  // later one replaced, white space, an escape) makes it longer. So equal lengths prove that nothing is hidden, at a
  // tenth of what parsing costs. All other texts are read through.
  return leastLength(value, deepestNesting) === text.trimEnd().length ? undefined : scanJson(text)
}
