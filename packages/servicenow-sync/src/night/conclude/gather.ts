import type { Finding, JudgedRecertification } from '@ticketbound/core'
import type { NightTables } from '../../store/store.ts'
import type { Shelf } from '../shelf/shelf.ts'

/** Everything that lies ready about one subject. */
export interface Gathered {
  readonly subject: number
  /** Tonight's request lines, as shelf records. */
  readonly lines: readonly string[]
  /** Tonight's grants, as shelf records. */
  readonly grants: readonly string[]
  /** The lines that are kept from earlier nights. */
  readonly dossier: string | undefined
  /** Tonight's recertifications, as shelf records. */
  readonly decided: readonly string[]
  /** The recertifications that are kept from earlier nights. */
  readonly recertifications: readonly JudgedRecertification[]
  readonly sightings: readonly { readonly account: number; readonly sightings: string }[]
  readonly findings: readonly Finding[]
}

/** What was read tonight, by subject. */
export interface Shelves {
  readonly requests: Shelf
  readonly access: Shelf
  readonly recertifications: Shelf
}

/** Walks all subjects once, in order, past tonight's lines and grants and everything that is kept about each. */
export function* gather(lastSubject: number, shelves: Shelves, tables: NightTables): Generator<Gathered> {
  const lines = cursor(shelves.requests.groups())
  const grants = cursor(shelves.access.groups())
  const decided = cursor(shelves.recertifications.groups())
  const dossiers = cursor(tables.dossiers())
  const recertifications = cursor(tables.recertificationsBySubject())
  const sightings = cursor(tables.sightings())
  const findings = cursor(tables.findingsBySubject())
  for (let subject = 1; subject <= lastSubject; subject += 1) {
    yield {
      subject,
      lines: lines.take(subject)[0]?.records ?? [],
      grants: grants.take(subject)[0]?.records ?? [],
      dossier: dossiers.take(subject)[0]?.value,
      decided: decided.take(subject)[0]?.records ?? [],
      recertifications: recertifications.take(subject).map((it) => it.value),
      sightings: sightings.take(subject).map((it) => it.value),
      findings: findings.take(subject).map((it) => it.value),
    }
  }
}

/** Walks items that are sorted by subject, past one subject after another. */
export interface Cursor<T> {
  /** The items of one subject; subjects must be asked for in ascending order. */
  take(subject: number): readonly T[]
}

/** Starts a walk; nothing is read ahead but one item. */
export function cursor<T extends { readonly subject: number }>(items: Iterator<T> | Iterable<T>): Cursor<T> {
  const iterator = Symbol.iterator in items ? items[Symbol.iterator]() : items
  let head = iterator.next()
  const none: readonly T[] = []

  function take(subject: number): readonly T[] {
    if (head.done === true || head.value.subject !== subject) return none
    const taken: T[] = []
    while (head.done !== true && head.value.subject === subject) {
      taken.push(head.value)
      head = iterator.next()
    }
    return taken
  }

  return { take }
}
