import type { World } from '../world/create-world.ts'
import type { Row } from '../world/row.ts'
import { compareValues } from './compare-values.ts'
import type { AnyOf, Condition, EncodedQuery } from './encoded-query.ts'
import { holdsFor, type Test } from './holds-for.ts'
import { resolveField } from './resolve-field.ts'

/** What an instance does with conditions that it does not understand, and with those it was made not to. */
export interface QueryHabits {
  /** Whether an invalid part leaves no rows, instead of being ignored. */
  readonly invalidLeavesNone: boolean
  /** Whether a condition that is valid is taken for invalid. */
  readonly ignores?: (condition: Condition) => boolean
  /** Orders rows that the query's own order leaves equal. */
  readonly tieBreak?: (() => number) | undefined
}

/** Gives the rows of a table that a query asks for, in its order. */
export function runQuery(world: World, table: string, query: EncodedQuery, habits: QueryHabits): readonly Row[] {
  let invalid = query.unreadable.length
  const branches = query.branches.map((branch) => branch.map(testOf).filter((test) => test !== undefined))
  if (invalid > 0 && habits.invalidLeavesNone) return []
  const rows = world.rows(table).filter((row) => branches.some((tests) => tests.every((test) => test(row))))
  return inOrder(world, table, shuffled(rows, habits.tieBreak), query.order)

  /** A group of which no part is valid asks for nothing. */
  function testOf(group: AnyOf): Test | undefined {
    const tests = group
      .map((condition) => (habits.ignores?.(condition) ? undefined : holdsFor(world, table, condition)))
      .filter((test) => test !== undefined)
    invalid += group.length - tests.length
    if (tests.length === 0) return undefined
    return (row) => tests.some((test) => test(row))
  }
}

function inOrder(world: World, table: string, rows: readonly Row[], order: EncodedQuery['order']): readonly Row[] {
  const keys = order
    .map(({ field, descending }) => ({ resolved: resolveField(world, table, field), sign: descending ? -1 : 1 }))
    .flatMap(({ resolved, sign }) => (resolved === undefined ? [] : [{ ...resolved, sign }]))
  if (keys.length === 0) return rows
  return rows.toSorted((one, other) => {
    for (const { field, valueIn, sign } of keys) {
      const compared = compareValues(field.type, valueIn(one), valueIn(other))
      if (compared !== 0) return compared * sign
    }
    return 0
  })
}

/** The database promises no order but the one that is asked for. */
function shuffled(rows: readonly Row[], tieBreak: (() => number) | undefined): readonly Row[] {
  if (tieBreak === undefined) return rows
  const keyed = rows.map((row) => ({ row, key: tieBreak() }))
  return keyed.toSorted((one, other) => one.key - other.key).map(({ row }) => row)
}
