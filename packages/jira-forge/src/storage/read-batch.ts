import { askStorage, toStorageFailure } from './ask-storage.ts'
import type { Kvs } from './kvs.ts'

/** One key that is asked for: a value's, or an entity's. */
export interface BatchKey {
  readonly key: string
  readonly entityName?: string
}

/** The platform takes so many keys in one request. */
export const mostInBatch = 25

/** Reads many keys in as few requests as there can be: what stands under each, in their order. Complete, or it throws. */
export async function readBatch(kvs: Kvs, keys: readonly BatchKey[], what: string): Promise<readonly unknown[]> {
  const batches = Array.from({ length: Math.ceil(keys.length / mostInBatch) }, (_, at) =>
    keys.slice(at * mostInBatch, (at + 1) * mostInBatch),
  )
  const found = await Promise.all(batches.map((batch) => readOneBatch(kvs, batch, what)))
  return found.flat()
}

async function readOneBatch(kvs: Kvs, keys: readonly BatchKey[], what: string): Promise<readonly unknown[]> {
  const { successfulKeys, failedKeys } = await askStorage(what, () => kvs.batchGet<unknown>([...keys]))
  const found = new Map(successfulKeys.map((item) => [nameOf(item), item.value]))
  const missing = new Map(failedKeys.map((item) => [nameOf(item), item.error]))
  return keys.map((key) => {
    const name = nameOf(key)
    if (found.has(name)) return found.get(name)
    const error = missing.get(name)
    if (error?.code === 'KEY_NOT_FOUND') return undefined
    throw toStorageFailure(what, error ?? new Error('the storage left a key unanswered'))
  })
}

function nameOf({ key, entityName }: BatchKey): string {
  return `${entityName ?? ''} ${key}`
}
