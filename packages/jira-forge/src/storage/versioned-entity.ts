import { Filter, FilterConditions } from '@forge/kvs'
import * as v from 'valibot'
import { askStorage, toStorageFailure } from './ask-storage.ts'
import type { Kvs } from './kvs.ts'
import { tooLarge, unreadable } from './storage-failure.ts'

/** The least that every entity with a version holds: the version, from 1, and its content as canonical JSON. */
const Versioned = v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(1)), body: v.string() })

/** An entity as it stands; version 0 and no body where there is none. */
export interface StandingEntity {
  readonly version: number
  readonly body: string | undefined
}

/** Where an entity is kept, and what it is called in messages. */
export interface EntityPlace {
  readonly entity: string
  readonly key: string
  readonly what: string
}

/** The platform keeps 240 KiB of a value, with its other attributes and the escapes of JSON. */
const mostBytes = 230 * 1024

/** Reads an entity. */
export async function readVersioned(kvs: Kvs, { entity, key, what }: EntityPlace): Promise<StandingEntity> {
  return standing(await askStorage(what, () => kvs.entity(entity).get(key)), what)
}

/** Takes a stored value for an entity with a version; throws where it is none. */
export function standing(stored: unknown, what: string): StandingEntity {
  if (stored === undefined) return { version: 0, body: undefined }
  const parsed = v.safeParse(Versioned, stored)
  if (!parsed.success) throw unreadable(what)
  return parsed.output
}

/** What is written: the content, and the attributes that the entity is found by. */
export interface NewContent {
  readonly body: string
  readonly attributes?: Readonly<Record<string, string>>
}

/**
 * Writes an entity unless it has got another version than `version` (0: unless there is one). Whatever the storage
 * answers to a write that did not go through, what stands there afterwards decides: the answer may have been lost on its
 * way, and which of its errors means a condition is nowhere promised.
 */
export async function writeVersioned(
  kvs: Kvs,
  place: EntityPlace,
  content: NewContent,
  version: number,
): Promise<'written' | 'overtaken'> {
  const value = { ...content.attributes, version: version + 1, body: content.body }
  if (Buffer.byteLength(JSON.stringify(value)) > mostBytes) throw tooLarge(place.what)
  try {
    await (version === 0 ? create(kvs, place, value) : replace(kvs, place, value))
    return 'written'
  } catch (error) {
    const { version: stands, body } = await readVersioned(kvs, place)
    if (stands === version) throw toStorageFailure(place.what, error)
    return stands === version + 1 && body === content.body ? 'written' : 'overtaken'
  }
}

type EntityValue = Readonly<Record<string, string | number>> & { readonly version: number }

function create(kvs: Kvs, { entity, key }: EntityPlace, value: EntityValue): Promise<void> {
  return kvs.entity<EntityValue>(entity).set(key, value, { keyPolicy: 'FAIL_IF_EXISTS' })
}

function replace(kvs: Kvs, { entity, key }: EntityPlace, value: EntityValue): Promise<void> {
  const conditions = new Filter<EntityValue>().and('version', FilterConditions.equalTo(value.version - 1))
  return kvs.transact().set(key, value, { entityName: entity, conditions }).execute()
}
