import * as v from 'valibot'
import { sizeOf } from './check-value.ts'
import { type Refusal, refuse } from './refusal.ts'
import { type BatchVerb, serveBatch } from './serve-batch.ts'
import { serveEntityQuery, serveQuery } from './serve-queries.ts'
import { serveTransaction } from './serve-transaction.ts'
import { type KvsAnswer, type Place, serveDelete, serveGet, serveSet, Write } from './serve-values.ts'
import { type Habits, type Shelves, shelfOfKind } from './shelves.ts'

const Keyed = v.object({ key: v.optional(v.unknown()), entityName: v.optional(v.unknown()) })

/** What a storage request is: a path below `/api/v1/`, and its body. */
export interface KvsRequest {
  readonly verb: string
  readonly body: unknown
}

/** Serves one storage request. */
export function serveKvs(shelves: Shelves, { verb, body }: KvsRequest, habits: Habits): KvsAnswer {
  if (sizeOf(body) > shelves.limits['payload-bytes'])
    return refuse(413, 'PAYLOAD_TOO_LARGE', 'The payload is too large')
  try {
    return serve(shelves, { verb, body }, habits)
  } catch (error) {
    if (!(error instanceof v.ValiError)) throw error
    return refuse(400, 'INVALID_REQUEST', error.message)
  }
}

function serve(shelves: Shelves, { verb, body }: KvsRequest, habits: Habits): KvsAnswer {
  switch (verb) {
    case 'transaction':
      return serveTransaction(shelves, body)
    case 'query':
      return serveQuery(shelves, body, habits.lagMs)
    case 'batch/get':
    case 'batch/set':
    case 'batch/delete':
      return serveBatch(shelves, verb.slice('batch/'.length) as BatchVerb, body, habits.failsInBatch)
    default:
      return serveOne(shelves, { verb, body }, habits)
  }
}

function serveOne(shelves: Shelves, { verb, body }: KvsRequest, { lagMs }: Habits): KvsAnswer {
  const { key, entityName } = v.parse(Keyed, body)
  const [what, where = ''] = verb.split('/').reverse()
  const place = placeOf(shelves, where, entityName)
  if ('status' in place) return place
  if (what === 'get') return serveGet(shelves, place, key)
  if (what === 'set') return serveSet(shelves, place, v.parse(Write, body))
  if (what === 'delete') return serveDelete(shelves, place, key)
  if (verb === 'entity/query' && place.schema !== undefined) {
    return serveEntityQuery(shelves, { ...place, schema: place.schema }, body, lagMs)
  }
  return refuse(404, 'NOT_FOUND', 'There is no such operation')
}

function placeOf(shelves: Shelves, where: string, entityName: unknown): Place | Refusal {
  if (where === '') return { shelf: shelves.values }
  if (where === 'secret') return { shelf: shelves.secrets }
  return shelfOfKind(shelves, entityName)
}
