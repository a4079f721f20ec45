import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import type { TableCopy } from './mirror.ts'
import type { MirroredTable } from './mirrored-table.ts'
import type { Paging } from './parts-of-sweep.ts'

/** How a table is brought up to date. Times are the database's: `YYYY-MM-DD HH:MM:SS` in UTC. */
export interface SyncOptions extends Paging {
  /** The present, or the earlier instant that the night is about. */
  readonly now: string
  /** How many seconds after a full sweep the next one is due. */
  readonly fullSweepSeconds: number
  readonly onRows?: (rows: number) => void
  readonly signal?: AbortSignal
}

/** One table that is brought up to date. */
export interface Syncing {
  readonly client: ServiceNowClient
  readonly table: MirroredTable
  readonly copy: TableCopy
  readonly options: SyncOptions
}

/** How a table was brought up to date. */
export interface TableSync {
  readonly table: string
  readonly mode: 'full' | 'increment' | 'changes'
  /** Rows that were read now. */
  readonly read: number
  readonly hidden: number
  readonly vanished: number
  /** Whether every row that there is, is here. */
  readonly complete: boolean
  readonly reason?: string
}
