/** The keys of a document's objects, level by level; a key that must be there ends in `!`. A leaf has none. */
export type KeyTree = { readonly [key: string]: KeyTree }

/** A shape of valibot's, as far as its keys are looked for. */
export interface Shape {
  readonly type: string
  readonly entries?: Readonly<Record<string, Shape>>
  readonly wrapped?: Shape
  readonly pipe?: readonly Shape[]
  readonly item?: Shape
  readonly options?: readonly (Shape | string)[]
  readonly getter?: (input: unknown) => Shape
}

const optional: ReadonlySet<string> = new Set(['nullish', 'exact_optional', 'optional'])

/** The keys that a shape reads. */
export function keysOfShape(shape: Shape): KeyTree {
  const { entries, wrapped, pipe, item, options, getter } = shape
  // A piped shape looks like its first part; what its keys are another part may say.
  if (pipe) return Object.assign({}, ...pipe.map(keysOfShape))
  if (entries) {
    return Object.fromEntries(
      Object.entries(entries).map(([key, entry]) => [optional.has(entry.type) ? key : `${key}!`, keysOfShape(entry)]),
    )
  }
  if (wrapped) return keysOfShape(wrapped)
  if (item) return keysOfShape(item)
  // Only an object can have keys, so that is what a lazy shape is asked for.
  if (getter) return keysOfShape(getter({}))
  const choices = (options ?? []).filter((option) => typeof option !== 'string')
  return Object.assign({}, ...choices.map(keysOfShape))
}

/** A JSON Schema, as far as its keys are looked for. */
export interface JsonSchema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly description?: string
}

/** The keys that a schema allows; `whole` is the schema in whose `$defs` references are found. */
export function keysOfSchema(schema: JsonSchema, whole: JsonSchema = schema): KeyTree {
  const { $ref, properties, required = [], items, anyOf } = schema
  if ($ref !== undefined) return keysOfSchema(definition($ref, whole), whole)
  if (properties) {
    return Object.fromEntries(
      Object.entries(properties).map(([key, member]) => [
        required.includes(key) ? `${key}!` : key,
        keysOfSchema(member, whole),
      ]),
    )
  }
  if (items) return keysOfSchema(items, whole)
  return Object.assign({}, ...(anyOf ?? []).map((choice) => keysOfSchema(choice, whole)))
}

/** Finds what a reference such as `#/$defs/id` leads to. */
export function definition($ref: string, whole: JsonSchema): JsonSchema {
  const found = whole.$defs?.[$ref.replace('#/$defs/', '')]
  if (found === undefined) throw new Error(`\`${$ref}\` leads nowhere`)
  return found
}
