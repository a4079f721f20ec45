import { type Fault, quote } from '@ticketbound/core'
import type { RowPlace } from '../../sources/source.ts'

/** A name that looks like another one: by case, by compatibility form, or by characters that are never shown. */
export interface Collision {
  readonly fault: Fault
  readonly earlier: { readonly name: string; readonly place: RowPlace }
}

/** Watches the names of one kind in one source for two that look alike. */
export interface NameGuard {
  /** Looks at a name that was not met before in this source. */
  check(name: string, place: RowPlace): Collision | undefined
}

/** Builds a guard for the names in `field`; `fold` gives the form by which names collide. */
export function createNameGuard(field: string, fold: (name: string) => string): NameGuard {
  const seen = new Map<string, { readonly name: string; readonly place: RowPlace }>()

  function check(name: string, place: RowPlace): Collision | undefined {
    const form = fold(name)
    const earlier = seen.get(form)
    if (earlier === undefined) seen.set(form, { name, place })
    if (earlier === undefined || earlier.name === name) return undefined
    return { fault: collides(field, name, earlier.name, earlier.place), earlier }
  }

  return { check }
}

/** The fault of the name that came first, which is rejected as well. */
export function collidesWith(field: string, name: string, other: string, place: RowPlace): Fault {
  return collides(field, name, other, place)
}

function collides(field: string, name: string, other: string, place: RowPlace): Fault {
  return {
    code: 'id-collides',
    field,
    message: `${quote(name)} looks like ${quote(other)} at ${place.file}:${place.line}, and is not the same`,
    help: 'ids are case-sensitive: spell one name one way, or rename one of two that are meant to differ',
  }
}
