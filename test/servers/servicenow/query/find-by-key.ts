import type { World } from '../world/create-world.ts'
import type { Row } from '../world/row.ts'
import type { AnyOf, Condition, EncodedQuery } from './encoded-query.ts'
import type { Found } from './find-rows.ts'
import { type Key, type OrderedRows, orderedRows } from './ordered-rows.ts'

const bounds: readonly Condition['operator'][] = ['=', '>', '>=', '<', '<=']

/** Part of a list: from a place in it up to another. */
interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Finds what a query in the order of a key asks for as stretches of an ordered list, without looking at every row;
 * undefined where the query is of another form.
 */
export function findByKey(world: World, table: string, query: EncodedQuery): Found | undefined {
  const key = keyOf(query.order)
  if (key === undefined || query.unreadable.length > 0) return undefined
  const branches = query.branches.map((branch) => splitBranch(branch, key))
  const [first] = branches
  if (first === undefined || branches.some((branch) => branch === undefined)) return undefined
  const filter = JSON.stringify(first.filter)
  if (branches.some((branch) => JSON.stringify(branch?.filter) !== filter)) return undefined
  const list = orderedRows(world, table, key, first.filter)
  if (list === undefined) return undefined
  const stretches = merged(branches.map((branch) => stretchOf(list, key, branch?.keys ?? [])))
  const total = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
  const page = (offset: number, limit: number): readonly Row[] => cut(list, stretches, offset, limit)
  return { total, page, rows: () => page(0, total) }
}

function keyOf(order: EncodedQuery['order']): Key | undefined {
  if (order.some(({ descending }) => descending)) return undefined
  const names = order.map(({ field }) => field).join()
  if (names === 'sys_id') return ['sys_id']
  return names === 'sys_updated_on,sys_id' ? ['sys_updated_on', 'sys_id'] : undefined
}

/** Parts the bounds of the key from the filter; undefined where the bounds do not leave one stretch. */
function splitBranch(branch: readonly AnyOf[], key: Key) {
  const isBound = (group: AnyOf): boolean => {
    const [condition, ...others] = group
    if (condition === undefined || others.length > 0) return false
    return key.some((column) => column === condition.field) && bounds.includes(condition.operator)
  }
  const keys = branch.filter(isBound).flat()
  const [first] = key
  const isPinned = keys.some(({ field, operator }) => field === first && operator === '=')
  if (!isPinned && keys.some(({ field }) => field !== first)) return undefined
  return { keys, filter: branch.filter((group) => !isBound(group)) }
}

function stretchOf(list: OrderedRows, key: Key, keys: readonly Condition[]): Stretch {
  let stretch: Stretch = { from: 0, to: list.length }
  for (const column of key) {
    for (const condition of keys.filter(({ field }) => field === column)) stretch = narrowed(list, stretch, condition)
  }
  return stretch
}

function narrowed(list: OrderedRows, { from, to }: Stretch, { field, operator, value }: Condition): Stretch {
  const first = (meets: (found: string) => boolean): number =>
    firstWhere(list, { from, to }, (row) => meets(row[field] ?? ''))
  switch (operator) {
    case '=':
      return { from: first((found) => found >= value), to: first((found) => found > value) }
    case '>':
      return { from: first((found) => found > value), to }
    case '>=':
      return { from: first((found) => found >= value), to }
    case '<':
      return { from, to: first((found) => found >= value) }
    default:
      return { from, to: first((found) => found > value) }
  }
}

/** The first place in a stretch from which on every row meets the test. */
function firstWhere(list: OrderedRows, { from, to }: Stretch, meets: (row: Row) => boolean): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (meets(list.at(middle))) high = middle
    else low = middle + 1
  }
  return low
}

function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const joined: Stretch[] = []
  for (const stretch of stretches.filter(({ from, to }) => from < to).toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1)
    if (last === undefined || stretch.from > last.to) joined.push(stretch)
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) }
  }
  return joined
}

function cut(list: OrderedRows, stretches: readonly Stretch[], offset: number, limit: number): readonly Row[] {
  const rows: Row[] = []
  let skip = offset
  for (const { from, to } of stretches) {
    const begin = from + Math.min(skip, to - from)
    skip -= begin - from
    for (let nth = begin; nth < to && rows.length < limit; nth += 1) rows.push(list.at(nth))
  }
  return rows
}
