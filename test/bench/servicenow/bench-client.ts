import type { ServiceNowEntry } from '../../../packages/servicenow-sync/src/config/servicenow-shape.ts'
import { connect } from '../../../packages/servicenow-sync/src/servicenow/connect.ts'
import type { ServiceNowClient } from '../../../packages/servicenow-sync/src/servicenow/wire/servicenow-client.ts'

/** How an instance is read: what a measured process is given. */
export interface Reading {
  readonly url: string
  /** How many rows there are. */
  readonly rows: number
  readonly pageSize: number
  readonly concurrency: number
}

/** What a measured process was given to do, as JSON in its first argument. */
export function given<Given>(): Given {
  return JSON.parse(process.argv[2] ?? '{}') as Given
}

/** Connects as a night does, but for the budget of requests. */
export function connectTo({ url, pageSize, concurrency }: Reading): Promise<ServiceNowClient> {
  const entry: ServiceNowEntry = {
    instance: url,
    auth: { type: 'basic', user: 'ticketbound.reader', password: { env: 'BENCH_PASSWORD' } },
    pageSize,
    concurrency,
    requestsPerHour: 1_000_000,
  }
  return connect(entry, { env: { BENCH_PASSWORD: 'reader' }, userAgent: 'ticketbound/bench' })
}
