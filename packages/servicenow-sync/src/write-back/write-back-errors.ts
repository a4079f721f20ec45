import { configError, type TicketboundError, upstreamError } from '../errors.ts'

/** A note was written, or a look was taken for one, and what was said on the ticket cannot be read. */
export function journalNotReadable(table: string): TicketboundError {
  return configError({
    code: 'write-back-journal-not-readable',
    message: `a note was written on a ticket of \`${table}\` and cannot be seen there`,
    help: 'let the user read and write the work notes of that table; until then no more notes are written, so that none is written twice',
  })
}

/** The run was ended while something was being written. */
export function interrupted(): TicketboundError {
  return upstreamError({
    code: 'write-back-interrupted',
    message: 'the run was ended while this was being written',
    help: 'write back again: it looks first whether it arrived',
  })
}
