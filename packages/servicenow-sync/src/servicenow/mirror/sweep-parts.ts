import { setImmediate } from 'node:timers/promises'
import { sweep } from '../wire/sweep.ts'
import type { SweepEnd, SweepRequest } from '../wire/sweep-request.ts'
import type { KeptSweep } from './mirror.ts'
import type { MirroredTable } from './mirrored-table.ts'
import type { Syncing } from './syncing.ts'

/** How the parts of a sweep ended, in their order, and how many rows were read. */
export interface SweptParts {
  readonly ends: readonly SweepEnd[]
  readonly read: number
}

/**
 * Reads the parts of a sweep side by side, each on from where it stands, and keeps every page. When one fails, the others
 * end, too, and it is thrown: what was read is kept, and the next reading goes on there.
 */
export async function sweepParts(syncing: Syncing, parts: readonly KeptSweep[]): Promise<SweptParts> {
  const failed = new AbortController()
  const { signal } = syncing.options
  const stop = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal])
  let read = 0

  async function readPart(part: KeptSweep): Promise<SweepEnd> {
    if (part.end !== undefined) return part.end
    try {
      return await sweepPart(syncing, part, (rows) => (read += rows), stop)
    } catch (error) {
      failed.abort(error)
      throw error
    }
  }

  // No part may still write when this returns: the file may then be closed.
  const settled = await Promise.allSettled(parts.map(readPart))
  stop.throwIfAborted()
  return { ends: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])), read }
}

async function sweepPart(
  { client, table, copy, options }: Syncing,
  { part, request, cursor: from }: KeptSweep,
  onRead: (rows: number) => void,
  signal: AbortSignal,
): Promise<SweepEnd> {
  const pages = sweep(client, toSweepRequest(table, { ...request, ...(from && { from }) }, options.pageSize), signal)
  for (;;) {
    const next = await pages.next()
    if (next.done) {
      copy.end(part, next.value)
      return next.value
    }
    const { rows, cursor } = next.value
    // The request for the next page goes out first: keeping this one holds up everything else.
    await setImmediate()
    copy.take(part, { rows: table.sieve === undefined ? rows : rows.filter(table.sieve.keeps), cursor })
    onRead(rows.length)
    options.onRows?.(rows.length)
    signal.throwIfAborted()
  }
}

function toSweepRequest(
  { spec, filter, accepts = () => true }: MirroredTable,
  request: Pick<SweepRequest, 'by' | 'range' | 'since' | 'until' | 'from'>,
  pageSize: number,
): SweepRequest {
  const { table, fields, required: require } = spec
  return { ...request, table, fields, ...(filter !== undefined && { filter }), pageSize, require, accepts }
}
