import { isRow, type Row } from './row.ts'

/**
 * The fewest characters in which JSON could write a parsed value: no white space, no escape, every number one digit.
 * Infinite for a value that is nested deeper than `levels`.
 */
export function leastLength(value: unknown, levels: number): number {
  if (typeof value === 'string') return value.length + 2
  if (Array.isArray(value)) return levels === 0 ? Infinity : leastOfList(value, levels - 1)
  if (isRow(value)) return levels === 0 ? Infinity : leastOfObject(value, levels - 1)
  if (typeof value === 'number') return 1
  return value === false ? 5 : 4
}

function leastOfList(list: readonly unknown[], levels: number): number {
  let length = 2 + Math.max(0, list.length - 1)
  for (const item of list) length += leastLength(item, levels)
  return length
}

function leastOfObject(object: Row, levels: number): number {
  let length = 1
  // A loop over the names is twice as fast as a list of them, and this runs for every row of a night.
  for (const key in object) length += key.length + 4 + leastLength(object[key], levels)
  return Math.max(2, length)
}
