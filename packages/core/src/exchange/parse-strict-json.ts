import { bad, good, quote, type Reading } from '../fault.ts'
import { jsonFault } from './json-fault.ts'

/** Parses JSON that says one thing to every reader: no key stands twice in one object, and nothing is nested too deep. */
export function parseStrictJson(text: string): Reading<unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    return bad({
      code: 'json-malformed',
      message: `it is not JSON: ${quote(said)}`,
      help: 'write one whole JSON value',
    })
  }
  const fault = jsonFault(text, value)
  return fault === undefined ? good(value) : bad(fault)
}
