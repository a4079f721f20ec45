import type { Fault } from '@ticketbound/core'
import { configError, type TicketboundError } from '../errors.ts'

/** Where something stands in a file; line and column are counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** One thing that is wrong with a configuration file, and where. A file that could not be read has no place. */
export interface ConfigFault extends Fault, Partial<Place> {
  /** The file as the operator named it. */
  readonly file: string
}

/** A value, or everything that is wrong with the files it should have come from. */
export type ConfigReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] }

/** More than a person corrects before asking again; one slip in a generated file can repeat for every entry. */
const mostTold = 100

/** Makes one error of all that is wrong, the first hundred with file, line and column. */
export function configFaultsError(faults: readonly ConfigFault[]): TicketboundError {
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
export function sayFault(fault: ConfigFault): string {
  return `${told(fault)} (${fault.code}); ${fault.help}`
}

function told({ file, line, column, field, message }: ConfigFault): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`
  return field === undefined ? `${place}: ${message}` : `${place}: ${field}: ${message}`
}
