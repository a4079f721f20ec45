import type { Fault } from '@ticketbound/core'
import type { RowPlace, Source } from '../../sources/source.ts'
import { lineText, recordPlace } from '../shelf/line-record.ts'
import type { Shelf } from '../shelf/shelf.ts'
import type { SourceLog } from './source-log.ts'

/** A field of a row whose names are watched for two that look alike. */
export type NamedField = 'principal' | 'entitlement'

/** A row that speaks of one entitlement of one principal. */
export type NamedRow = Readonly<Record<NamedField, string>>

/** How rows of one kind are read from a shelf, told apart, and told that they contradict each other. */
export interface RowFormat<Row extends NamedRow> {
  parse(text: string): Row
  keyOf(row: Row): string
  contradicts(row: Row, other: RowPlace): Fault
}

/** Names a spoiled name together with the field it stood in. */
export function nameKey(field: NamedField, name: string): string {
  return `${field}\u0000${name}`
}

/** What was read tonight and cannot stand: no row of these keys is taken, nor any that speaks of one of these names. */
export interface Spoiled {
  /** Keys whose rows contradict each other. */
  readonly contradicted: ReadonlySet<string>
  /** Principals and entitlements that another one looks like, by `nameKey`. */
  readonly spoiledNames: ReadonlySet<string>
}

/** Says whether a row of that key was rejected after it had been put on its shelf. */
export function isSpoiled(
  { principal, entitlement }: NamedRow,
  key: string,
  { contradicted, spoiledNames }: Spoiled,
): boolean {
  if (contradicted.has(key)) return true
  // Nearly every night has none, and then no key need be made.
  if (spoiledNames.size === 0) return false
  return spoiledNames.has(nameKey('principal', principal)) || spoiledNames.has(nameKey('entitlement', entitlement))
}

/** Rows on a shelf, and what was noticed about them while they were put there. */
export interface Sifting<Row extends NamedRow> {
  readonly sources: readonly Source[]
  readonly shelf: Shelf
  readonly log: SourceLog
  /** Keys that were met more than once. */
  readonly repeated: ReadonlySet<string>
  /** Names that collide with another, by `nameKey`. */
  readonly spoiled: ReadonlyMap<string, Fault>
  readonly rows: RowFormat<Row>
}

interface ShelvedRow<Row> {
  readonly row: Row
  readonly text: string
  readonly place: RowPlace
  readonly source: Source | undefined
}

/** Two versions of one row that do not say the same, or one while no other has been met. */
interface Versions {
  readonly first: Version
  other?: Version
}

type Version = Pick<ShelvedRow<unknown>, 'text' | 'place'>

/**
 * Goes through the shelf again, which is needed only when something was repeated or spoiled, and rejects what cannot
 * stand. Gives the keys whose rows contradict each other. Of each key that was repeated no more than two versions are
 * held, so that an export which holds everything twice, or one row a million times, is no burden.
 */
export function siftLines<Row extends NamedRow>(sifting: Sifting<Row>): Set<string> {
  const contradicting = new Map<string, Versions>()
  for (const [key, versions] of versionsOf(sifting)) if (versions.other) contradicting.set(key, versions)
  if (contradicting.size > 0 || sifting.spoiled.size > 0) rejectAll(sifting, contradicting)
  return new Set(contradicting.keys())
}

function versionsOf<Row extends NamedRow>(sifting: Sifting<Row>): ReadonlyMap<string, Versions> {
  const found = new Map<string, Versions>()
  for (const { row, text, place } of shelvedRows(sifting)) {
    const key = sifting.rows.keyOf(row)
    if (!sifting.repeated.has(key) || collision(row, sifting)) continue
    const known = found.get(key)
    if (known === undefined) found.set(key, { first: { text, place } })
    else if (known.other === undefined && known.first.text !== text) known.other = { text, place }
  }
  return found
}

function rejectAll<Row extends NamedRow>(sifting: Sifting<Row>, contradicting: ReadonlyMap<string, Versions>): void {
  for (const shelved of shelvedRows(sifting)) {
    const fault = collision(shelved.row, sifting) ?? contradiction(shelved, contradicting, sifting.rows)
    if (fault && shelved.source)
      sifting.log.rejectLate(shelved.source, shelved.place, [fault], JSON.stringify(shelved.row))
  }
}

function collision(
  { principal, entitlement }: NamedRow,
  { spoiled }: Pick<Sifting<never>, 'spoiled'>,
): Fault | undefined {
  return spoiled.get(nameKey('principal', principal)) ?? spoiled.get(nameKey('entitlement', entitlement))
}

function contradiction<Row extends NamedRow>(
  { row, text }: ShelvedRow<Row>,
  contradicting: ReadonlyMap<string, Versions>,
  rows: RowFormat<Row>,
): Fault | undefined {
  const versions = contradicting.get(rows.keyOf(row))
  const other = versions?.first.text === text ? versions.other : versions?.first
  return other && rows.contradicts(row, other.place)
}

function* shelvedRows<Row extends NamedRow>({ shelf, log, sources, rows }: Sifting<Row>): Generator<ShelvedRow<Row>> {
  for (const { records } of shelf.groups()) {
    for (const record of records) {
      const text = lineText(record)
      const at = recordPlace(record)
      const { source: name, file } = log.placeOf(at.file, at.line)
      const source = sources.find((it) => it.name === name)
      yield { row: rows.parse(text), text, place: { file, line: at.line }, source }
    }
  }
}
