import type { HttpUsage } from '../../http/http-client.ts'
import type { RawRow } from '../raw-row.ts'
import type { PageAnswer } from './envelope.ts'

/** One page of a table. */
export interface PageRequest {
  readonly table: string
  /** Encoded by `encoded-query.ts`, and not longer than an address may be. */
  readonly query: string
  readonly fields: readonly string[]
  readonly limit: number
  readonly offset?: number
}

/** What the Aggregate API counted, or that it did not. */
export type Count = number | 'unanswered' | undefined

/** How a write ended: `message` says why where there is no `row`. */
export interface Written {
  readonly status: number
  readonly row?: RawRow
  readonly message?: string
}

/** Asks one instance. */
export interface ServiceNowClient {
  page(request: PageRequest, signal?: AbortSignal): Promise<PageAnswer>
  /**
   * How many rows match, by the Aggregate API; undefined where this account is not told, `unanswered` where counting was
   * cancelled each time, and may not be another night.
   */
  count(table: string, query: string, signal?: AbortSignal): Promise<Count>
  /** One record by its `sys_id`; undefined where there is none that may be seen. `display` reads display values. */
  record(
    table: string,
    sysId: string,
    fields: readonly string[],
    options?: { readonly display?: boolean; readonly signal?: AbortSignal },
  ): Promise<RawRow | undefined>
  /** Never repeated: throws `http-outcome-unknown` where it may have happened. */
  insert(table: string, record: RawRow, signal?: AbortSignal): Promise<Written>
  update(table: string, sysId: string, record: RawRow, signal?: AbortSignal): Promise<Written>
  importRow(stagingTable: string, record: RawRow, signal?: AbortSignal): Promise<Written>
  usage(): HttpUsage
  close(): void
}
