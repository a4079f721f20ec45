import * as v from 'valibot'
import { type Refusal, refuse } from './refusal.ts'
import { type KvsAnswer, type Place, serveDelete, serveGet, serveSet } from './serve-values.ts'
import type { Shelves } from './shelves.ts'
import { shelfOfKind } from './shelves.ts'
import { WriteOptions } from './write-options.ts'

const Item = v.object({
  key: v.string(),
  entityName: v.optional(v.string()),
  value: v.optional(v.unknown()),
  options: v.optional(WriteOptions, {}),
})
type Item = v.InferOutput<typeof Item>

/** What is done with each key of a batch. */
export type BatchVerb = 'get' | 'set' | 'delete'

/**
 * Serves a batch: each key succeeds or fails by itself.
 *
 * @see https://developer.atlassian.com/platform/forge/storage-reference/batchops-entities/
 */
export function serveBatch(
  shelves: Shelves,
  verb: BatchVerb,
  asked: unknown,
  fails: (key: string) => boolean,
): KvsAnswer {
  const items = v.parse(v.array(Item), asked)
  const most = shelves.limits['batch-keys']
  if (items.length === 0) return refuse(400, 'INVALID_REQUEST', 'A batch needs at least one key')
  if (items.length > most) {
    const message = `Number of entities to ${verb} was ${items.length}, but you can only ${verb} a maximum of ${most} entities at a time.`
    return refuse(400, 'TOO_MANY_BATCH_ENTITIES', message)
  }
  if (new Set(items.map(({ key, entityName }) => `${entityName ?? ''} ${key}`)).size < items.length) {
    return refuse(400, 'KEY_DUPLICATION_ERROR', 'Duplicate key found in request')
  }
  const successfulKeys: unknown[] = []
  const failedKeys: unknown[] = []
  for (const item of items) {
    const { key, entityName } = item
    const named = { key, ...(entityName !== undefined && { entityName }) }
    const answer = fails(key)
      ? refuse(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong')
      : serveItem(shelves, verb, item)
    if (answer.status < 300) successfulKeys.push({ ...(verb === 'get' ? (answer.body as object) : {}), ...named })
    else failedKeys.push({ ...named, error: answer.body })
  }
  return { status: 200, body: { successfulKeys, failedKeys } }
}

function serveItem(shelves: Shelves, verb: BatchVerb, { key, entityName, value, options }: Item): KvsAnswer {
  const place = placeOf(shelves, entityName)
  if ('status' in place) return place
  if (verb === 'get') return serveGet(shelves, place, key)
  if (verb === 'set') return serveSet(shelves, place, { key, value, options: onlyTtl(options) })
  const answer = serveDelete(shelves, place, key)
  return answer.status === 404 ? { status: 204 } : answer
}

/** Where an item goes: entities of a kind where it names one, else the values. */
export function placeOf(shelves: Shelves, entityName: string | undefined): Place | Refusal {
  return entityName === undefined ? { shelf: shelves.values } : shelfOfKind(shelves, entityName)
}

/** Of the options only the time to live is there for a batch and a transaction. */
export function onlyTtl({ ttl }: WriteOptions): WriteOptions {
  return ttl === undefined ? {} : { ttl }
}
