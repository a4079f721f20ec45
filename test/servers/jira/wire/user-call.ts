import type { Call } from '../../servicenow/wire/call.ts'
import { refuse } from './answer.ts'

/** A request of somebody who is known. */
export interface UserCall {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** The body as text; `bodyOf` reads it. */
  readonly text: string
  /** The account that asks. */
  readonly account: string
}

/** Takes over what is asked, in the name of an account. */
export function userCall({ method, path, query, body }: Call, account: string): UserCall {
  return { method, path, query, text: body, account }
}

/** The body as JSON; refuses with 400 what is none. */
export function jsonOf({ text }: UserCall): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse(400, 'There was an error parsing JSON. Check that your request body is valid.')
  }
}

/** The body as a JSON object; refuses with 400 what is none. */
export function bodyOf(call: UserCall): Readonly<Record<string, unknown>> {
  const body = jsonOf(call)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    refuse(400, 'Invalid request payload. Refer to the REST API documentation and try again.')
  return body as Readonly<Record<string, unknown>>
}

/** Reads a list that is given as one text with commas, several times, or both; `undefined` where it is not given. */
export function listOf({ query }: Pick<UserCall, 'query'>, name: string): readonly string[] | undefined {
  const given = query.getAll(name)
  if (given.length === 0) return undefined
  return given
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

/** Reads a whole number of the query, not above `most`. */
export function numberOf(
  { query }: Pick<UserCall, 'query'>,
  name: string,
  byDefault: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const text = query.get(name)
  if (text === null || text === '') return byDefault
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) refuse(400, `The value '${text}' is not valid for '${name}'.`)
  return Math.min(value, most)
}
