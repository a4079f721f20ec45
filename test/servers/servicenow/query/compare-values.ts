import type { FieldType } from '../world/field.ts'

/** Orders two values as the database does for columns of this type; nothing comes first. */
export function compareValues(type: FieldType, one: string, other: string): number {
  if (one === other) return 0
  if (one === '' || other === '') return one === '' ? -1 : 1
  if (type === 'integer' || (type === 'choice' && isWhole(one) && isWhole(other))) return Number(one) - Number(other)
  return one < other ? -1 : 1
}

function isWhole(value: string): boolean {
  return /^-?\d+$/.test(value)
}
