import { type Fault, foldId } from '@ticketbound/core'
import type { RowPlace } from '../../sources/source.ts'
import { collidesWith, createNameGuard } from './name-guard.ts'
import { type NamedField, type NamedRow, nameKey } from './sift-lines.ts'

/** Watches the names in the rows of one source, each when it is first met. */
export interface NameWatch {
  /** Gives the fault of a row with a name that looks like another one. */
  check(row: NamedRow, place: RowPlace): Fault | undefined
}

/** Starts watching the names of one source; those that another one looks like are added to `spoiled`. */
export function watchNames(fields: readonly NamedField[], spoiled: Map<string, Fault>): NameWatch {
  const watched = fields.map((field) => ({
    field,
    met: new Map<string, Fault | undefined>(),
    guard: createNameGuard(field, foldId),
  }))

  function check(row: NamedRow, place: RowPlace): Fault | undefined {
    for (const { field, met, guard } of watched) {
      const name = row[field]
      if (name === '') continue
      if (!met.has(name)) {
        const collision = guard.check(name, place)
        met.set(name, collision?.fault)
        if (collision)
          spoiled.set(nameKey(field, collision.earlier.name), collidesWith(field, collision.earlier.name, name, place))
      }
      const fault = met.get(name)
      if (fault) return fault
    }
    return undefined
  }

  return { check }
}
