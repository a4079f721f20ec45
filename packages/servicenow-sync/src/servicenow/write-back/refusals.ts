import { quote } from '@ticketbound/core'
import { configError, type TicketboundError, upstreamError } from '../../errors.ts'
import type { Written } from '../wire/servicenow-client.ts'

/** A table refuses to be read. */
export function notReadable(table: string, status: number, said: string): TicketboundError {
  return configError({
    code: 'write-back-not-readable',
    message: `table \`${table}\` cannot be read (${status}): ${quote(said)}`,
    help: 'check its name, that it may be used by web services, and that the user has a role whose ACL lets it read',
    context: { table, status },
  })
}

/** An answer was cut or cancelled: what it would have said is not known. */
export function notWhole(table: string, because: string): TicketboundError {
  return upstreamError({
    code: 'write-back-answer-damaged',
    message: `table \`${table}\` gave no whole answer: ${because}`,
    help: 'write back again later; nothing was written on the strength of it',
    context: { table },
  })
}

/** The instance counts a record and does not show it: creating another would be writing twice. */
export function hidden(table: string, column: string): TicketboundError {
  return configError({
    code: 'write-back-record-hidden',
    message: `table \`${table}\` has a record that this user may not see`,
    help: `let the user read every record of the table that has \`${column}\`; until then nothing is created that may be there`,
    context: { table, column },
  })
}

/** What is asked for by its key came several times. */
export function keyTwice(table: string, column: string, key: string): TicketboundError {
  return configError({
    code: 'write-back-key-twice',
    message: `table \`${table}\` has ${quote(key)} in \`${column}\` more than once`,
    help: 'delete all but one of them, and make the index on that column unique',
    context: { table, column },
  })
}

/** Rows came that were not asked for: the instance left out a query on a column that it does not know. */
export function keyIgnored(table: string, column: string): TicketboundError {
  return configError({
    code: 'write-back-columns-missing',
    message: `table \`${table}\` cannot be asked for \`${column}\`: there is no such column, or this user may not read it`,
    help: 'create the columns, or name yours under `columns`, and let the user read and write them',
    context: { table },
  })
}

/** Columns of ours did not come back. */
export function columnsMissing(table: string, columns: readonly string[]): TicketboundError {
  return configError({
    code: 'write-back-columns-missing',
    message: `table \`${table}\` did not take ${columns.map((column) => `\`${column}\``).join(', ')}`,
    help: 'create the columns, or name yours under `columns`, and let the user read and write them; `false` leaves one out',
    context: { table },
  })
}

/** A column holds something else than it was given. */
export function valueChanged(table: string, columns: readonly string[]): TicketboundError {
  return configError({
    code: 'write-back-value-changed',
    message: `table \`${table}\` made something else of what was written into ${columns.map((column) => `\`${column}\``).join(', ')}`,
    help: 'make the columns as long as `lengths` says, of type string or date and time, and change them by no rule or transform map',
    context: { table },
  })
}

/** A writing was refused, or taken and not kept. */
export function notWritten(table: string, { status, message }: Written): TicketboundError {
  const said = message ?? 'it says nothing more; an ACL lets the user neither write nor see what it wrote'
  return configError({
    code: 'write-back-refused',
    message: `table \`${table}\` refuses what is written (${status}): ${quote(said)}`,
    help: 'let the user create and change records of the table, and read them',
    context: { table, status },
  })
}

/** An import set took a row, and its transform did not. */
export function notTransformed(staging: string, status: string, said: string): TicketboundError {
  return configError({
    code: 'write-back-import-refused',
    message: `import table \`${staging}\` took a row and did not carry it over (${quote(status)}): ${quote(said)}`,
    help: 'check that one active transform map leads to the table, with a field map for each column and coalesce on the key alone',
    context: { table: staging },
  })
}
