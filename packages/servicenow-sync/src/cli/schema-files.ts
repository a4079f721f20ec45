import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** The files that have a schema, without `.yaml`. */
export const schemaNames = ['ticketbound', 'catalogue', 'policy', 'servicenow-map'] as const

/** A file that has a schema. */
export type SchemaName = (typeof schemaNames)[number]

/** Where the JSON Schema of a file is installed. Core brings those of the files that it reads. */
export function schemaFile(name: SchemaName): string {
  if (name === 'ticketbound' || name === 'servicenow-map') {
    return fileURLToPath(new URL(`../../schema/${name}.schema.json`, import.meta.url))
  }
  return createRequire(import.meta.url).resolve(`@ticketbound/core/schema/${name}.schema.json`)
}

/** The JSON Schema of a file, as text. */
export function schemaText(name: SchemaName): string {
  return readFileSync(schemaFile(name), 'utf8')
}
