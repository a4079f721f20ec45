import { describeError } from '../errors.ts'
import { plain } from './output.ts'

/** Tells an error in lines that are safe for a terminal: a vendor's words may stand in it. */
export function errorLines(error: unknown): readonly string[] {
  return describeError(error).split('\n').map(plain)
}
