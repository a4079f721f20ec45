import * as v from 'valibot'
import { AppError } from '../app-error.ts'

/** Reads a vendor's answer by its shape, or throws: what cannot be read whole is not read. */
export function readAs<const Shape extends v.GenericSchema>(
  shape: Shape,
  body: unknown,
  what: string,
): v.InferOutput<Shape> {
  const shaped = v.safeParse(shape, body)
  if (shaped.success) return shaped.output
  // Only where it departs: what stands there may be anybody's.
  const [issue] = shaped.issues
  throw new AppError('upstream', {
    code: 'jira-unreadable',
    message: `what Jira answered about ${what} is not as its documentation says`,
    help: 'try again; if it happens again, report it',
    context: { path: v.getDotPath(issue) ?? '', expected: issue.expected ?? issue.type },
  })
}
