import { sha256 } from '@ticketbound/seals'
import type { RawRow } from '../raw-row.ts'
import type { TableSpec } from '../table-spec.ts'
import type { EncodedQuery } from '../wire/encoded-query.ts'
import type { CopyDescription, Mirror, TableCopy } from './mirror.ts'

/** Tells what is kept of what is read. */
export interface Sieve {
  /** The same for all that keep the same rows: where it is another one, the table is read anew. */
  readonly name: string
  readonly keeps: (row: RawRow) => boolean
}

/** A table as this house reads it. */
export interface MirroredTable {
  readonly spec: TableSpec
  /** What narrows it, and the same on our side. Nothing in it may change while a row exists. */
  readonly filter?: EncodedQuery
  readonly accepts?: (row: RawRow) => boolean
  /** For what cannot be said in a filter. */
  readonly sieve?: Sieve
  /** Read only for what changed since a table that holds the rest was read first. */
  readonly onlyChanges?: true
  readonly remember?: CopyDescription['remember']
}

/** Opens the copy of a table; one that was read with other fields, another filter or another sieve begins empty. */
export function copyOf(mirror: Mirror, { spec, filter, sieve, remember }: MirroredTable): TableCopy {
  const { table, fields, parents = [] } = spec
  const version = sha256(JSON.stringify([[...fields].sort(), parents, filter ?? '', sieve?.name ?? '']))
  return mirror.copy({ table, version, parents, ...(remember && { remember }) })
}
