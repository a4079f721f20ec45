import { quote } from '@ticketbound/core'
import { configError } from '../errors.ts'

/** Gives the config error of a file that the system does not let be written; anything else as it is. */
export function whyNotWritten(file: string, cause: unknown): unknown {
  const reason = cause instanceof Error && 'syscall' in cause && 'code' in cause ? String(cause.code) : undefined
  if (reason === undefined) return cause
  return configError({
    code: 'file-not-written',
    message: `${quote(file)} could not be written: ${reason}`,
    help: 'check that its folder may be written to and has room',
    context: { reason },
    cause,
  })
}
