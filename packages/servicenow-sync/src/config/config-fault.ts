import type { PlacedFault } from '@ticketbound/documents'
import { configError, type TicketboundError } from '../errors.ts'

/** More than a person corrects before asking again; one slip in a generated file can repeat for every entry. */
const mostTold = 100

/** Makes one error of all that is wrong, the first hundred with file, line and column. */
export function configFaultsError(faults: readonly PlacedFault[]): TicketboundError {
  const [only, ...more] = faults
  if (only !== undefined && more.length === 0) {
    return configError({ code: only.code, message: told(only), help: only.help })
  }
  const lines = faults.slice(0, mostTold).map(sayFault)
  if (faults.length > mostTold)
    lines.push(`… and ${faults.length - mostTold} more; \`policy check --json\` has them all`)
  return configError({
    code: 'config-faults',
    message: lines.join('\n'),
    help: `nothing was read or written; correct these ${faults.length} faults and run the command again`,
    context: { faults: faults.length },
  })
}

/** Says one fault on one line: where it is, what is wrong, its code, and what helps. */
export function sayFault(fault: PlacedFault): string {
  return `${told(fault)} (${fault.code}); ${fault.help}`
}

function told({ file, line, column, field, message }: PlacedFault): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`
  return field === undefined ? `${place}: ${message}` : `${place}: ${field}: ${message}`
}
