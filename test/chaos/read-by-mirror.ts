import { createHttpClient } from '../../packages/servicenow-sync/src/http/create-http-client.ts'
import { instanceTime } from '../../packages/servicenow-sync/src/servicenow/mirror/instance-time.ts'
import { copyOf, type MirroredTable } from '../../packages/servicenow-sync/src/servicenow/mirror/mirrored-table.ts'
import { openMirror } from '../../packages/servicenow-sync/src/servicenow/mirror/open-mirror.ts'
import { toStamp } from '../../packages/servicenow-sync/src/servicenow/mirror/stamp.ts'
import { syncTable } from '../../packages/servicenow-sync/src/servicenow/mirror/sync-table.ts'
import { createServiceNowClient } from '../../packages/servicenow-sync/src/servicenow/wire/create-servicenow-client.ts'
import { judgeAnswer } from '../../packages/servicenow-sync/src/servicenow/wire/judge-answer.ts'
import type { ServiceNowClient } from '../../packages/servicenow-sync/src/servicenow/wire/servicenow-client.ts'
import type { Attempt, Handed } from './reader.ts'
import { accessOnly, requiredFields, ticketFields, ticketTable } from './ticket-table.ts'

const table: MirroredTable = {
  spec: { table: ticketTable.name, fields: ticketFields, required: requiredFields, neededFor: ['requests'] },
}
const narrowed: MirroredTable = { ...table, filter: accessOnly, accepts: ({ sort }) => sort === 'access' }

/** Reads the tickets as a night does: brings their mirror up to date, and hands on what is in it. */
export async function readByMirror(attempt: Attempt): Promise<Handed> {
  const { concurrency, pageSize, fullSweepDays, clock, signal } = attempt
  const client = connectTo(attempt)
  const mirror = openMirror(attempt.mirror, attempt.url)
  const wanted = attempt.narrowed ? narrowed : table
  try {
    const copy = copyOf(mirror, wanted)
    const time = await instanceTime(client, ticketTable.name, signal)
    const now = toStamp(Math.min(clock.now(), time ?? clock.now()))
    const fullSweepSeconds = fullSweepDays * 86_400
    const { complete, reason } = await syncTable(client, wanted, copy, {
      pageSize,
      concurrency,
      now,
      fullSweepSeconds,
      signal,
    })
    return { rows: [...copy.rows()].map(({ row }) => row), complete, ...(reason !== undefined && { reason }) }
  } finally {
    client.close()
    mirror.close()
  }
}

/** What a client is opened with. */
export type Connecting = Pick<Attempt, 'url' | 'concurrency' | 'clock' | 'stallMs' | 'password' | 'onRequest'> & {
  readonly user?: string
}

/** Opens a client that waits by the attempt's clock and tells of each request. */
export function connectTo(attempt: Connecting): ServiceNowClient {
  const { url: baseUrl, concurrency, clock, stallMs, user = 'reader', password } = attempt
  const http = createHttpClient({
    baseUrl,
    vendor: 'ServiceNow',
    userAgent: 'ticketbound/chaos',
    judge: judgeAnswer,
    authorize: {
      headers: async () => {
        attempt.onRequest()
        return { authorization: `Basic ${btoa(`${user}:${password}`)}` }
      },
      renew: () => undefined,
      secrets: () => [password, btoa(`${user}:${password}`)],
    },
    concurrency,
    clock,
    timeouts: { firstByteMs: stallMs, stallMs },
  })
  return createServiceNowClient(http)
}
