import type { TicketboundError } from '../../errors.ts'
import type { Meaning } from '../meaning/exchange-rows.ts'
import type { RawRow } from '../raw-row.ts'

/** A record, and the exchange rows that it comes to. */
export interface ReadRecord extends Meaning<object> {
  readonly table: string
  readonly record: RawRow
}

/** What an instance gave, and what is known to be missing. */
export interface RecordsRead {
  readonly records: Iterable<ReadRecord>
  /** Why these are not all that there is. */
  readonly reasons: readonly string[]
  readonly failure: TicketboundError | undefined
}
