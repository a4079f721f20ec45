import { type Fault, quote } from '@ticketbound/core'
import { inputError, type TicketboundError } from '../errors.ts'
import type { RowPlace } from './source.ts'

/** The first row that was rejected, and why. */
export interface FirstRejected extends RowPlace {
  readonly faults: readonly Fault[]
}

/** The error that ends a night when a source has more rejected rows than it allows: `rejected` of `rows`. */
export function tooManyRejected(
  source: string,
  rejected: number,
  rows: number,
  first: FirstRejected,
): TicketboundError {
  const why = first.faults[0]
  const field = why?.field === undefined ? '' : `${why.field}: `
  const where = `first ${first.file}:${first.line}: ${field}${why?.message ?? 'not taken'}`
  return inputError({
    code: 'too-many-rejected-lines',
    message: `source ${quote(source)}: ${rejected} of ${rows} rows were rejected, ${where}`,
    help: 'put right what the rejected-lines file names, or raise `maxRejected` of this source to allow so many',
    context: { source, rejected, rows, ...(why && { fault: why.code }) },
  })
}
