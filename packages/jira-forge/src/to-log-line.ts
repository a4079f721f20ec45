/** More of a stack than this says nothing new, and the log has a limit. */
const mostFrames = 8

/**
 * Writes a failure as one line of JSON for the app's log: the reference, and of an error of ours its code, message and
 * ids. Of any other error only its name and where it happened are written, because its words may be a vendor's answer or
 * what somebody wrote into a field.
 */
export function toLogLine({ reference, error }: { readonly reference: string; readonly error: unknown }): string {
  return JSON.stringify({ reference, ...told(error) })
}

function told(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error }
  const own = { error: error.name, ...ourOwn(error), at: framesOf(error) }
  return error.cause === undefined ? own : { ...own, cause: told(error.cause) }
}

function ourOwn(error: Error): Readonly<Record<string, unknown>> {
  if (error.name !== 'AppError' || !('code' in error)) return {}
  const context = 'context' in error ? error.context : undefined
  return { code: error.code, message: error.message, ...(context !== undefined && { context }) }
}

/** The first line of a stack repeats the message. */
function framesOf({ stack = '' }: Error): readonly string[] {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return frames.slice(0, mostFrames).map((line) => line.trim())
}
