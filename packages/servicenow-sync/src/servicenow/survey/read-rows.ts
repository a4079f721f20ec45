import { TicketboundError } from '../../errors.ts'
import type { RawRow } from '../raw-row.ts'
import type { TableSpec } from '../table-spec.ts'
import type { EncodedQuery } from '../wire/encoded-query.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import { sweep } from '../wire/sweep.ts'
import type { Gap } from './gap.ts'

/** How an instance is looked at. */
export interface Looking {
  readonly client: ServiceNowClient
  readonly pageSize: number
  /** Rows that were created before this second, `YYYY-MM-DD HH:MM:SS` in UTC, are read. */
  readonly until: string
  readonly onTable?: (table: string) => void
  readonly signal?: AbortSignal
}

/** The rows of a table that could be seen, and what could not. */
export interface RowsRead {
  readonly rows: readonly RawRow[]
  readonly gaps: readonly Gap[]
}

/** Which rows of a table are read: the query, and the same on our side. */
export interface Narrowed {
  readonly filter?: EncodedQuery
  readonly accepts?: (row: RawRow) => boolean
}

/** Reads all rows of a table that can be seen. A table that the instance refuses is a gap; any other failure is thrown. */
export async function readRows(
  { client, pageSize, until, onTable, signal }: Looking,
  { table, fields, required }: Pick<TableSpec, 'table' | 'fields' | 'required'>,
  { filter, accepts = () => true }: Narrowed = {},
): Promise<RowsRead> {
  onTable?.(table)
  const request = { table, fields, by: 'sys_id', until, pageSize, require: required, accepts } as const
  const pages = sweep(client, { ...request, ...(filter !== undefined && { filter }) }, signal)
  const rows: RawRow[] = []
  try {
    for (;;) {
      const next = await pages.next()
      if (!next.done) rows.push(...next.value.rows)
      else if (next.value.complete) return { rows, gaps: [] }
      else return { rows, gaps: [{ table, because: next.value.reason ?? 'not all of it was shown' }] }
    }
  } catch (error) {
    if (!(error instanceof TicketboundError) || error.code !== 'table-refused') throw error
    return { rows, gaps: [{ table, because: error.message }] }
  }
}
