import type { World } from '../world/create-world.ts'
import type { Row } from '../world/row.ts'
import type { EncodedQuery } from './encoded-query.ts'
import { findByKey } from './find-by-key.ts'
import { type QueryHabits, runQuery } from './run-query.ts'

/** What a query asks for. */
export interface Found {
  readonly total: number
  page(offset: number, limit: number): readonly Row[]
  rows(): readonly Row[]
}

/** Finds what a query asks for: by key where that is possible, else by looking at every row. */
export function findRows(world: World, table: string, query: EncodedQuery, habits: QueryHabits): Found {
  const isPlain = habits.ignores === undefined && habits.tieBreak === undefined
  const byKey = isPlain ? findByKey(world, table, query) : undefined
  if (byKey !== undefined) return byKey
  const rows = runQuery(world, table, query, habits)
  return { total: rows.length, page: (offset, limit) => rows.slice(offset, offset + limit), rows: () => rows }
}

/** Counts what a query asks for, for which its order does not matter. */
export function countRows(world: World, table: string, query: EncodedQuery, habits: QueryHabits): number {
  const names = ['sys_updated_on', 'sys_id'].slice(comparesUpdates(query) ? 0 : 1)
  const order = names.map((field) => ({ field, descending: false }))
  return findRows(world, table, { ...query, order }, habits).total
}

function comparesUpdates({ branches }: EncodedQuery): boolean {
  return branches.flat(2).some(({ field }) => field === 'sys_updated_on')
}
