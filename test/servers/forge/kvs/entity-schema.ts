import * as v from 'valibot'
import { type ForgeLimits, forgeLimits } from '../limits.ts'

const AttributeType = v.picklist(['string', 'integer', 'float', 'boolean', 'any'])

const Entity = v.strictObject({
  name: v.pipe(v.string(), v.minLength(3), v.maxLength(60), v.regex(/^(?![_.-])(?!.*\.{2})[a-z0-9:\-_.]*(?<![.])$/)),
  attributes: v.record(
    v.pipe(v.string(), v.maxLength(30), v.regex(/^[a-zA-Z][a-zA-Z0-9_]*$/)),
    v.strictObject({ type: AttributeType }),
  ),
  indexes: v.optional(
    v.array(
      v.union([
        v.string(),
        v.strictObject({
          name: v.pipe(
            v.string(),
            v.minLength(3),
            v.maxLength(50),
            v.regex(/^(?!\.)(?!.*\.{2})[a-zA-Z0-9:\-_.]+(?<!\.)$/),
          ),
          // The schema of manifests takes several; the documentation says that there can be only one.
          range: v.pipe(v.array(v.string()), v.length(1)),
          partition: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
        }),
      ]),
    ),
    [],
  ),
})
const Entities = v.optional(v.array(Entity), [])

/** How one index orders the entities of a kind. */
export interface EntityIndex {
  readonly name: string
  readonly partition: readonly string[]
  /** Absent for the index by key, which every kind has. */
  readonly range?: string
}

/** One kind of entity as the manifest declares it. */
export interface EntitySchema {
  readonly name: string
  readonly attributes: Readonly<Record<string, { readonly type: v.InferOutput<typeof AttributeType> }>>
  readonly indexes: ReadonlyMap<string, EntityIndex>
}

/**
 * Reads `app.storage.entities` of a manifest. Throws where the platform would not deploy the app.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/custom-entities/
 */
export function readEntitySchemas(
  declared: unknown,
  limits: ForgeLimits = forgeLimits,
): ReadonlyMap<string, EntitySchema> {
  const entities = v.parse(Entities, declared)
  if (entities.length > limits.entities) throw new Error(`more than ${limits.entities} entities are declared`)
  const schemas = new Map<string, EntitySchema>()
  for (const entity of entities) {
    if (schemas.has(entity.name)) throw new Error(`entity ${entity.name} is declared twice`)
    schemas.set(entity.name, toSchema(entity, limits))
  }
  return schemas
}

function toSchema({ name, attributes, indexes }: v.InferOutput<typeof Entity>, limits: ForgeLimits): EntitySchema {
  if (indexes.length > limits['entity-indexes']) throw new Error(`entity ${name} has too many indexes`)
  if (Object.keys(attributes).length > limits['entity-attributes'])
    throw new Error(`entity ${name} has too many attributes`)
  const byName = new Map<string, EntityIndex>([['by-key', { name: 'by-key', partition: [] }]])
  for (const index of indexes.map(toIndex)) {
    if (byName.has(index.name)) throw new Error(`index ${index.name} of entity ${name} is declared twice`)
    for (const attribute of [...index.partition, index.range ?? '']) {
      const type = attributes[attribute]?.type
      if (type === undefined)
        throw new Error(`index ${index.name} of entity ${name} is on ${attribute}, which is not declared`)
      if (type === 'any')
        throw new Error(`index ${index.name} of entity ${name} is on ${attribute}, which may be anything`)
    }
    byName.set(index.name, index)
  }
  return { name, attributes, indexes: byName }
}

function toIndex(index: v.InferOutput<typeof Entity>['indexes'][number]): EntityIndex {
  if (typeof index === 'string') return { name: index, partition: [], range: index }
  const [range = ''] = index.range
  return { name: index.name, partition: index.partition ?? [], range }
}
