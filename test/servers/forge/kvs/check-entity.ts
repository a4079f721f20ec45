import type { ForgeLimits } from '../limits.ts'
import type { EntitySchema } from './entity-schema.ts'
import { type Refusal, refuse } from './refusal.ts'

/**
 * Says what is wrong with an entity's value, if anything. What a real installation answers for a value of another type
 * was told by who tried it; what it answers for an attribute that nobody declared is not known, and is refused here.
 *
 * @see https://developer.atlassian.com/platform/forge/storage-reference/storage-api-custom-entities/
 */
export function checkEntity(value: unknown, schema: EntitySchema, limits: ForgeLimits): Refusal | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(400, 'INVALID_ENTITY_VALUE', 'Entity values must be objects')
  }
  for (const [property, given] of Object.entries(value)) {
    const type = Object.hasOwn(schema.attributes, property) ? schema.attributes[property]?.type : undefined
    if (type === undefined) {
      return refuse(400, 'INVALID_ENTITY_VALUE', `Property "${property}" is not an attribute of "${schema.name}"`)
    }
    if (!isOf[type](given)) {
      return refuse(400, 'INCORRECT_PROPERTY_TYPE', `Data type for property "${property}" is defined as "${type}"`)
    }
    if (typeof given === 'string' && type === 'string' && given.trim() === '') {
      return refuse(400, 'INVALID_ENTITY_VALUE', `Property "${property}" must not be empty`)
    }
  }
  return checkIndexes(value as Readonly<Record<string, unknown>>, schema, limits)
}

function checkIndexes(
  value: Readonly<Record<string, unknown>>,
  { indexes }: EntitySchema,
  limits: ForgeLimits,
): Refusal | undefined {
  const bytesOf = (names: readonly string[]) =>
    names.reduce((bytes, name) => bytes + Buffer.byteLength(String(value[name] ?? '')), 0)
  for (const { name, partition, range } of indexes.values()) {
    const isLarge =
      bytesOf(partition) > limits['index-partition-bytes'] ||
      (range !== undefined && bytesOf([range]) > limits['index-range-bytes'])
    if (isLarge) return refuse(400, 'INVALID_ENTITY_VALUE', `The values are too large for the index "${name}"`)
  }
  return undefined
}

const isOf: Readonly<Record<EntitySchema['attributes'][string]['type'], (value: unknown) => boolean>> = {
  any: (value) => value !== null,
  boolean: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  float: (value) => typeof value === 'number',
  integer: (value) => typeof value === 'number' && (value | 0) === value,
}
