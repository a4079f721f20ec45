import * as v from 'valibot'
import { checkKey } from './check-key.ts'
import { checkFilters, Filters, filtersHold } from './holds.ts'
import { type Refusal, refuse } from './refusal.ts'
import { onlyTtl, placeOf } from './serve-batch.ts'
import { checkWrite, type KvsAnswer, type Place, put } from './serve-values.ts'
import type { Shelves } from './shelves.ts'
import { WriteOptions } from './write-options.ts'

const named = { key: v.string(), entityName: v.optional(v.string()), conditions: v.optional(Filters) }
const Transaction = v.object({
  set: v.optional(v.array(v.object({ ...named, value: v.unknown(), options: v.optional(WriteOptions, {}) })), []),
  delete: v.optional(v.array(v.object(named)), []),
  check: v.optional(v.array(v.object({ ...named, entityName: v.string(), conditions: Filters })), []),
})

/**
 * Serves a transaction: everything is done, or nothing. A condition on a key that is not there does not hold, whatever
 * it asks for; those who tried it on a real installation were answered so.
 *
 * @see https://developer.atlassian.com/platform/forge/storage-reference/transactions-entities/
 */
export function serveTransaction(shelves: Shelves, asked: unknown): KvsAnswer {
  const transaction = v.parse(Transaction, asked)
  const operations = [...transaction.set, ...transaction.delete, ...transaction.check]
  if (operations.length === 0 || operations.length > shelves.limits['transaction-operations']) {
    return refuse(422, 'UNPROCESSABLE_ENTITY', 'Request cannot be processed due to one or more semantic errors')
  }
  if (new Set(operations.map(({ key, entityName }) => `${entityName ?? ''} ${key}`)).size < operations.length) {
    return refuse(400, 'KEY_DUPLICATION_ERROR', 'Duplicate key found in request')
  }
  const places: Place[] = []
  for (const { key, entityName, conditions } of operations) {
    const place = placeOf(shelves, entityName)
    if ('status' in place) return place
    const refusal = checkKey(key, shelves.limits) ?? (conditions && checkConditions(place, key, conditions))
    if (refusal !== undefined) return refusal
    places.push(place)
  }
  const writes = transaction.set.map(({ key, value, options }) => ({ key, value, options: onlyTtl(options) }))
  for (const [at, write] of writes.entries()) {
    const refusal = checkWrite(shelves, placeAt(places, at), write)
    if (refusal !== undefined) return refusal
  }
  for (const [at, write] of writes.entries()) put(shelves, placeAt(places, at), write)
  for (const [at, { key }] of transaction.delete.entries()) placeAt(places, writes.length + at).shelf.delete(key)
  return { status: 204 }
}

function placeAt(places: readonly Place[], at: number): Place {
  const place = places[at]
  if (place === undefined) throw new Error('every operation has a place')
  return place
}

function checkConditions({ shelf, schema }: Place, key: string, conditions: Filters): Refusal | undefined {
  if (schema === undefined) return refuse(400, 'INVALID_REQUEST', 'Only entities have conditions')
  const refusal = checkFilters(conditions)
  if (refusal !== undefined) return refusal
  const kept = shelf.get(key)
  if (kept !== undefined && filtersHold(conditions, kept.value as Readonly<Record<string, unknown>>)) return undefined
  const message = 'Request failed due to conditional check specified or optimistic locking'
  return refuse(400, 'CONDITIONAL_CHECK_FAILED', message)
}
