import { type Fault, quote } from '@ticketbound/core'
import { type RawRow, textIn } from '../raw-row.ts'

/** A record, for a fault to name. */
export interface NamedRecord {
  readonly table: string
  readonly row: RawRow
}

/** A fault of a record: names table, number and `sys_id`, so that it is found in one step. */
export function recordFault(
  { table, row }: NamedRecord,
  field: string | undefined,
  fault: Omit<Fault, 'field'>,
): Fault {
  const number = textIn(row, 'number') ?? textIn(row, 'user_name') ?? textIn(row, 'name')
  const sysId = textIn(row, 'sys_id') ?? 'without sys_id'
  const which = number === undefined ? shown(sysId) : `${shown(number)} (${shown(sysId)})`
  const { code, message, help } = fault
  const told = { code, message: `${table} ${which}: ${message}`, help }
  return field === undefined ? told : { ...told, field }
}

/** Numbers are text that anybody may have imported: on one line, and harmless to a terminal. */
function shown(text: string): string {
  return quote(text).slice(1, -1)
}
