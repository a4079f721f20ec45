import type { Row, RowValues } from '../world/row.ts'
import type { RowSource } from '../world/row-source.ts'
import { stampOf } from '../world/stamp-of.ts'

/** How many rows there are to be, and how they came. */
export interface ManyRows {
  /** How many rows share the second in which they were changed. */
  readonly perSecond: number
  /** The second of the first change; default 2026-01-01. */
  readonly from?: number
  /** The columns of the row at a position, beside its id and its stamps. */
  readonly values: (position: number) => RowValues
}

/** Makes a source of rows for tests of size: `sys_id` and `sys_updated_on` order them differently. */
export function manyRows(size: number, { perSecond, from = Date.UTC(2026, 0, 1), values }: ManyRows): RowSource {
  const step = coprimeNear(Math.max(1, Math.floor(size * 0.618)), size)
  const inverse = inverseOf(step, size)

  function at(position: number): Row {
    const stamp = stampOf(from + Math.floor(((position * inverse) % size) / perSecond) * 1000)
    const stamps = { sys_created_on: stamp, sys_updated_on: stamp, sys_created_by: 'system', sys_updated_by: 'system' }
    return { ...values(position), sys_id: sysIdAt(position, size), ...stamps, sys_mod_count: '0' }
  }

  /** Within one second the order is that of `sys_id`, which is that of the positions. */
  function byUpdate(nth: number): number {
    const second = nth - (nth % perSecond)
    const together = Math.min(perSecond, size - second)
    const positions = Array.from({ length: together }, (_, more) => ((second + more) * step) % size)
    return positions.toSorted((one, other) => one - other)[nth - second] ?? 0
  }

  function find(sysId: string): Row | undefined {
    const position = Number.parseInt(sysId.slice(8, 16), 16)
    return position < size && sysIdAt(position, size) === sysId ? at(position) : undefined
  }

  return { size, at, byUpdate, find }
}

/** Ids that are spread over all there could be, and whose order is that of the positions. */
function sysIdAt(position: number, size: number): string {
  const spread = Math.floor((position / size) * 2 ** 32)
  return `${hex(spread)}${hex(position)}c0a8016600b5b7f7`
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}

function coprimeNear(wish: number, size: number): number {
  let step = wish
  while (greatestCommon(step, size) !== 1) step += 1
  return step
}

function greatestCommon(one: number, other: number): number {
  return other === 0 ? one : greatestCommon(other, one % other)
}

/** The number that undoes a multiplication by `step`, of which only what is left by `size` counts. */
function inverseOf(step: number, size: number): number {
  let [oldRest, rest, oldFactor, factor] = [step, size, 1, 0]
  while (rest !== 0) {
    const quotient = Math.floor(oldRest / rest)
    ;[oldRest, rest] = [rest, oldRest - quotient * rest]
    ;[oldFactor, factor] = [factor, oldFactor - quotient * factor]
  }
  return ((oldFactor % size) + size) % size
}
