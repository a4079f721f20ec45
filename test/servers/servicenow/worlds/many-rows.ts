import type { Row, RowValues } from '../world/row.ts'
import type { RowSource } from '../world/row-source.ts'
import { stampOf } from '../world/stamp-of.ts'

/** How many rows there are to be, and how they came. */
export interface ManyRows {
  /** How many rows share the second in which they were changed. */
  readonly perSecond: number
  /** The second of the first change; default 2026-01-01. */
  readonly from?: number
  /** How many rows, the first that came, were changed once more, and the second of the first such change. */
  readonly again?: { readonly rows: number; readonly from: number }
  /** The columns of the row at a position, beside its id and its stamps. */
  readonly values: (position: number) => RowValues
}

/**
 * Makes a source of rows for tests of size: `sys_id` and `sys_updated_on` order them differently. Rows that changed
 * again are whole seconds of rows.
 */
export function manyRows(size: number, { perSecond, from = Date.UTC(2026, 0, 1), again, values }: ManyRows): RowSource {
  const step = coprimeNear(Math.max(1, Math.floor(size * 0.618)), size)
  const inverse = inverseOf(step, size)
  const stampAt = createStamps(from)
  const stampAgainAt = createStamps(again?.from ?? from)
  const changed = (again?.rows ?? 0) - ((again?.rows ?? 0) % perSecond)
  let together = { second: -1, positions: [0] as readonly number[] }

  function at(position: number): Row {
    const by = { sys_created_by: 'system', sys_updated_by: 'system' }
    return { ...values(position), ...stampsAt(position), ...by, sys_mod_count: '0' }
  }

  function stampsAt(position: number): Row {
    const nth = (position * inverse) % size
    const second = Math.floor(nth / perSecond)
    const created = stampAt(second)
    const updated = nth < changed ? stampAgainAt(second) : created
    return { sys_id: sysIdAt(position, size), sys_created_on: created, sys_updated_on: updated }
  }

  /** Within one second the order is that of `sys_id`, which is that of the positions. */
  function byUpdate(nth: number): number {
    // Those that changed again come last, in the order in which they came first.
    const came = (nth + changed) % size
    const second = Math.floor(came / perSecond)
    if (together.second !== second) together = { second, positions: positionsOf(second) }
    return together.positions[came % perSecond] ?? 0
  }

  function positionsOf(second: number): readonly number[] {
    const first = second * perSecond
    const length = Math.min(perSecond, size - first)
    const positions = Array.from({ length }, (_, more) => ((first + more) * step) % size)
    return positions.toSorted((one, other) => one - other)
  }

  function find(sysId: string): Row | undefined {
    const position = Number.parseInt(sysId.slice(8, 16), 16)
    return position < size && sysIdAt(position, size) === sysId ? at(position) : undefined
  }

  return { size, at, stampsAt, byUpdate, find }
}

/** Writes the nth second after an instant, each day once. */
function createStamps(from: number): (second: number) => string {
  const days = new Map<number, string>()
  return (second) => {
    const at = Math.floor(from / 1000) + second
    const day = Math.floor(at / 86_400)
    const date = days.get(day) ?? stampOf(day * 86_400_000).slice(0, 11)
    days.set(day, date)
    return `${date}${two((at % 86_400) / 3600)}:${two((at % 3600) / 60)}:${two(at % 60)}`
  }
}

function two(value: number): string {
  return value < 10 ? `0${Math.floor(value)}` : String(Math.floor(value))
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
