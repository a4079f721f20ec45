import type { World } from '../world/create-world.ts'
import type { Row } from '../world/row.ts'
import type { AnyOf } from './encoded-query.ts'
import { holdsFor, type Test } from './holds-for.ts'

/** Rows in the order of a key. */
export interface OrderedRows {
  readonly length: number
  at(nth: number): Row
}

/** The columns of a key, the first one first. */
export type Key = readonly ['sys_id'] | readonly ['sys_updated_on', 'sys_id']

/**
 * Gives the rows of a table that meet every condition, in the order of a key; undefined where a condition is invalid.
 * Such lists are kept while nothing changes, so that paging by key costs no more on a large table than on a small one.
 */
export function orderedRows(world: World, table: string, key: Key, filter: readonly AnyOf[]): OrderedRows | undefined {
  return world.remember(JSON.stringify([table, key, filter]), () => {
    const tests = filter.map((group) => group.map((condition) => holdsFor(world, table, condition)))
    const isValid = tests.every((group) => group.every((test) => test !== undefined))
    return isValid ? listOf(world, table, key, { filter, tests: tests.map(anyOf) }) : undefined
  })
}

/** Orders two rows by a key. */
export function compareByKey(key: Key, one: Row, other: Row): number {
  for (const column of key) {
    const [a = '', b = ''] = [one[column], other[column]]
    if (a !== b) return a < b ? -1 : 1
  }
  return 0
}

function anyOf(tests: readonly (Test | undefined)[]): Test {
  return (row) => tests.some((test) => test?.(row))
}

interface Filter {
  readonly filter: readonly AnyOf[]
  readonly tests: readonly Test[]
}

const stamps: ReadonlySet<string> = new Set(['sys_id', 'sys_created_on', 'sys_updated_on'])

function listOf(world: World, table: string, key: Key, { filter, tests }: Filter): OrderedRows {
  const meets: Test = (row) => tests.every((test) => test(row))
  const source = world.source(table)
  if (source === undefined) {
    const rows = world
      .rows(table)
      .filter(meets)
      .toSorted((one, other) => compareByKey(key, one, other))
    return { length: rows.length, at: (nth) => rows[nth] ?? {} }
  }
  const positionOf = key.length === 1 ? (nth: number) => nth : source.byUpdate
  if (tests.length === 0) return { length: source.size, at: (nth) => source.at(positionOf(nth)) }
  // A full sweep counts a large table by when its rows were created, which need not be made whole for it.
  const isByStamps = filter.flat().every(({ field }) => stamps.has(field))
  const rowAt = isByStamps ? source.stampsAt : source.at
  const positions = new Int32Array(source.size)
  let length = 0
  for (let nth = 0; nth < source.size; nth += 1) {
    const position = positionOf(nth)
    if (meets(rowAt(position))) positions[length++] = position
  }
  return { length, at: (nth) => source.at(positions[nth] ?? 0) }
}
