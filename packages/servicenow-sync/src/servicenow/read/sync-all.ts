import type { MirroredTable } from '../mirror/mirrored-table.ts'
import type { TableSync } from '../mirror/syncing.ts'
import type { Instance, Watch } from './instance.ts'
import type { RecordsRead } from './records-read.ts'

/** Brings tables up to date, and tells what is missing of each. */
export async function syncAll(
  instance: Instance,
  tables: readonly MirroredTable[],
  watch: Watch,
): Promise<Pick<RecordsRead, 'reasons' | 'failure'>> {
  const { tables: synced, failure } = await instance.sync(tables, watch)
  return { reasons: synced.flatMap(sayMissing), failure }
}

function sayMissing({ table, complete, reason }: TableSync): readonly string[] {
  return complete ? [] : [`\`${table}\`: ${reason ?? 'not all of it was read'}`]
}
