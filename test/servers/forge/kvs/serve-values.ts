import * as v from 'valibot'
import { checkEntity } from './check-entity.ts'
import { checkKey } from './check-key.ts'
import { checkValue } from './check-value.ts'
import type { Kept, Shelf } from './create-shelf.ts'
import type { EntitySchema } from './entity-schema.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { Shelves } from './shelves.ts'
import { checkOptions, expiryOf, render, WriteOptions } from './write-options.ts'

/** What is answered to a storage request; no body where there is nothing to say. */
export interface KvsAnswer {
  readonly status: number
  readonly body?: unknown
}

/** Where a request goes: values, secrets, or entities of a kind. */
export interface Place {
  readonly shelf: Shelf
  readonly schema?: EntitySchema
}

/** One value to be written. */
export const Write = v.object({
  key: v.optional(v.unknown()),
  value: v.optional(v.unknown()),
  options: v.optional(WriteOptions, {}),
})
export type Write = v.InferOutput<typeof Write>

/** Gives one value. */
export function serveGet({ limits }: Shelves, { shelf, schema }: Place, key: unknown): KvsAnswer {
  const refusal = checkKey(key, limits)
  if (refusal !== undefined) return refusal
  const kept = shelf.get(String(key))
  if (kept === undefined) return refuse(404, 'KEY_NOT_FOUND', 'Provided key does not exist')
  return { status: 200, body: { ...render(kept), ...(schema && { entityName: schema.name }) } }
}

/** Writes one value. */
export function serveSet(shelves: Shelves, place: Place, write: Write): KvsAnswer {
  const refusal = checkWrite(shelves, place, write)
  if (refusal !== undefined) return refusal
  const { options } = write
  const before = place.shelf.get(String(write.key))
  if (options.keyPolicy === 'FAIL_IF_EXISTS' && before !== undefined) {
    return refuse(409, 'KEY_CONFLICT', 'Provided key already exists and cannot be overwritten')
  }
  const after = put(shelves, place, write)
  if (options.returnValue === 'LATEST') return { status: 200, body: render(after) }
  if (options.returnValue === 'PREVIOUS' && before !== undefined) return { status: 200, body: render(before) }
  return { status: 204 }
}

/** Deletes one value. One that is not there cannot be found, which the client takes for done. */
export function serveDelete({ limits }: Shelves, { shelf }: Place, key: unknown): KvsAnswer {
  const refusal = checkKey(key, limits)
  if (refusal !== undefined) return refusal
  return shelf.delete(String(key)) ? { status: 204 } : refuse(404, 'KEY_NOT_FOUND', 'Provided key does not exist')
}

/** Says what keeps a value from being written, if anything but what stands there. */
export function checkWrite(
  { limits }: Shelves,
  { schema }: Place,
  { key, value, options }: Write,
): Refusal | undefined {
  return (
    checkKey(key, limits) ??
    checkValue(value, limits) ??
    (schema && checkEntity(value, schema, limits)) ??
    checkOptions(options, limits)
  )
}

/** Writes what was checked. */
export function put({ now }: Shelves, { shelf }: Place, { key, value, options }: Write): Kept {
  return shelf.set(String(key), value, expiryOf(options, now()))
}
