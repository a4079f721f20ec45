import * as v from 'valibot'
import type { Kept, Shelf } from './create-shelf.ts'
import type { EntityIndex, EntitySchema } from './entity-schema.ts'
import { byBytes, Condition, checkFilters, Filters, filtersHold, holds } from './holds.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { KvsAnswer } from './serve-values.ts'
import type { Shelves } from './shelves.ts'
import { render } from './write-options.ts'

const ByKey = v.object({
  limit: v.optional(v.number()),
  after: v.optional(v.string()),
  where: v.optional(
    v.array(v.object({ property: v.literal('key'), condition: v.literal('BEGINS_WITH'), values: v.array(v.string()) })),
  ),
})

/** Lists values whose keys begin alike, in the order of their keys. */
export function serveQuery(shelves: Shelves, asked: unknown, lagMs: number): KvsAnswer {
  const { limit, after, where } = v.parse(ByKey, asked)
  const begins = where?.[0]?.values[0] ?? ''
  const found = shelves.values.asOf(shelves.now() - lagMs).filter(({ key }) => key.startsWith(begins))
  return page(shelves, found, { limit, cursor: after })
}

const ByIndex = v.object({
  indexName: v.string(),
  partition: v.optional(v.array(v.unknown()), []),
  range: v.optional(Condition),
  filters: v.optional(Filters),
  sort: v.optional(v.picklist(['ASC', 'DESC']), 'ASC'),
  limit: v.optional(v.number()),
  cursor: v.optional(v.string()),
})

/** Lists the entities of a kind by an index. An entity without the index's attributes is not in the index. */
export function serveEntityQuery(
  shelves: Shelves,
  { schema, shelf }: { readonly schema: EntitySchema; readonly shelf: Shelf },
  asked: unknown,
  lagMs: number,
): KvsAnswer {
  const { indexName, partition, range, filters, sort, limit, cursor } = v.parse(ByIndex, asked)
  const index = schema.indexes.get(indexName)
  if (index === undefined) return refuse(400, 'INVALID_ENTITY_INDEX', 'The custom entity index provided is invalid')
  if (partition.length !== index.partition.length) {
    return refuse(400, 'INVALID_ENTITY_INDEX', 'Each attribute of the partition needs a value')
  }
  const refusal = filters && (checkFilters(filters) ?? checkCount(shelves, filters))
  if (refusal !== undefined) return refusal
  const inPartition = ({ value }: Kept) => index.partition.every((name, at) => of(value, name) === partition[at])
  const found = shelf
    .asOf(shelves.now() - lagMs)
    .filter(inPartition)
    .filter((kept) => index.range === undefined || of(kept.value, index.range) !== undefined)
    .filter((kept) => range === undefined || holds(range, rangeOf(index, kept)))
    .sort((one, other) => inOrder(rangeOf(index, one), rangeOf(index, other)))
  if (sort === 'DESC') found.reverse()
  const kept =
    filters === undefined ? found : found.filter(({ value }) => filtersHold(filters, value as object as never))
  return page(shelves, kept, { limit, cursor })
}

function checkCount({ limits }: Shelves, { and, or }: Filters): Refusal | undefined {
  const count = (and ?? or ?? []).length
  if (count <= limits['query-conditions']) return undefined
  return refuse(400, 'INVALID_REQUEST', 'The query has too many conditions')
}

function of(value: unknown, attribute: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[attribute]
}

function rangeOf(index: EntityIndex, { key, value }: Kept): unknown {
  return index.range === undefined ? key : of(value, index.range)
}

function inOrder(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return byBytes(String(one), String(other))
}

interface Paging {
  readonly limit: number | undefined
  readonly cursor: string | undefined
}

/** One page; its cursor says after which key the next begins, as the platform's do after which item. */
function page(
  { limits }: Shelves,
  found: readonly Kept[],
  { limit = limits['query-page-default'], cursor }: Paging,
): KvsAnswer {
  if (!(limit >= 1 && limit <= limits['query-page'])) {
    const message = `The page limit must be set between 1 and ${limits['query-page']}`
    return refuse(400, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE', message)
  }
  const last = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString()
  const from = last === undefined ? 0 : found.findIndex(({ key }) => key === last) + 1
  if (last !== undefined && from === 0) return refuse(400, 'INVALID_CURSOR', 'The cursor is not one of this query')
  const data = found.slice(from, from + limit)
  const end = data.at(-1)
  const more = end !== undefined && from + data.length < found.length
  return {
    status: 200,
    body: { data: data.map(render), ...(more && { cursor: Buffer.from(end.key).toString('base64url') }) },
  }
}
