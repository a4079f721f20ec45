import { type Fault, foldId, quote } from '@ticketbound/core'
import type { RowPlace, Source } from '../../sources/source.ts'
import { collidesWith, createNameGuard } from './name-guard.ts'
import type { SourceLog } from './source-log.ts'

/** Rows of which each id may have only one. Two that do not agree, and two ids that look alike, are both rejected. */
export interface UniqueRows<T> {
  /** Takes a row that stands at `place` of `source`; one that is repeated as it was is taken without a word. */
  take(row: T, source: Source, place: RowPlace): readonly Fault[] | undefined
  /** Rejects the rows that a later one showed cannot stand, and gives those that can. Called once, at the end. */
  settle(log: SourceLog): readonly T[]
}

/** Starts taking rows whose id stands in `field`; `help` says how to put two with one id right. */
export function createUniqueRows<K extends string, T extends Readonly<Record<K, string>>>(
  field: K,
  help: string,
): UniqueRows<T> {
  const taken = new Map<string, { readonly row: T; readonly source: Source; readonly place: RowPlace }>()
  const spoiled = new Map<string, Fault>()
  const guard = createNameGuard(field, foldId)

  function take(row: T, source: Source, place: RowPlace): readonly Fault[] | undefined {
    const id = row[field]
    const collision = guard.check(id, place)
    if (collision) {
      const { name } = collision.earlier
      spoiled.set(name, collidesWith(field, name, id, place))
      return [collision.fault]
    }
    const earlier = taken.get(id)
    if (earlier === undefined) {
      taken.set(id, { row, source, place })
      return undefined
    }
    if (JSON.stringify(earlier.row) === JSON.stringify(row)) return undefined
    spoiled.set(id, contradicts(id, place))
    return [contradicts(id, earlier.place)]
  }

  function contradicts(id: string, { file, line }: RowPlace): Fault {
    return { code: 'row-contradicts', field, message: `${quote(id)} stands differently at ${file}:${line}`, help }
  }

  function settle(log: SourceLog): readonly T[] {
    for (const [id, fault] of spoiled) {
      const earlier = taken.get(id)
      if (earlier === undefined) continue
      log.rejectLate(earlier.source, earlier.place, [fault], JSON.stringify({ [field]: id }))
      taken.delete(id)
    }
    return [...taken.values()].map(({ row }) => row)
  }

  return { take, settle }
}
