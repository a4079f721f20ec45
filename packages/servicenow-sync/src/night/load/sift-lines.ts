import { type Fault, quote, type RequestLine, requestKey } from '@ticketbound/core'
import type { RowPlace, Source } from '../../sources/source.ts'
import { lineText, recordPlace } from '../shelf/line-record.ts'
import { parseLine } from '../shelf/packed-line.ts'
import type { Shelf } from '../shelf/shelf.ts'
import type { SourceLog } from './source-log.ts'

/** A field of a request line whose names are watched for two that look alike. */
export type NamedField = 'principal' | 'entitlement'

/** Names a spoiled name together with the field it stood in. */
export function nameKey(field: NamedField, name: string): string {
  return `${field}\u0000${name}`
}

/** Request lines on a shelf, and what was noticed about them while they were put there. */
export interface Sifting {
  readonly sources: readonly Source[]
  readonly shelf: Shelf
  readonly log: SourceLog
  /** Keys that were met more than once. */
  readonly repeated: ReadonlySet<string>
  /** Names that collide with another, by `nameKey`. */
  readonly spoiled: ReadonlyMap<string, Fault>
}

interface ShelvedLine {
  readonly line: RequestLine
  readonly text: string
  readonly place: RowPlace
  readonly source: Source | undefined
}

/** Two versions of one line that do not say the same, or one while no other has been met. */
interface Versions {
  readonly first: Version
  other?: Version
}

type Version = Pick<ShelvedLine, 'text' | 'place'>

/**
 * Goes through the shelf again, which is needed only when something was repeated or spoiled, and rejects what cannot
 * stand. Gives the keys whose lines contradict each other. Of each key that was repeated no more than two versions are
 * held, so that an export which holds everything twice, or one line a million times, is no burden.
 */
export function siftLines(sifting: Sifting): Set<string> {
  const contradicting = new Map<string, Versions>()
  for (const [key, versions] of versionsOf(sifting)) if (versions.other) contradicting.set(key, versions)
  if (contradicting.size > 0 || sifting.spoiled.size > 0) rejectAll(sifting, contradicting)
  return new Set(contradicting.keys())
}

function versionsOf(sifting: Sifting): ReadonlyMap<string, Versions> {
  const found = new Map<string, Versions>()
  for (const { line, text, place } of shelvedLines(sifting)) {
    const key = requestKey(line)
    if (!sifting.repeated.has(key) || collision(line, sifting)) continue
    const known = found.get(key)
    if (known === undefined) found.set(key, { first: { text, place } })
    else if (known.other === undefined && known.first.text !== text) known.other = { text, place }
  }
  return found
}

function rejectAll(sifting: Sifting, contradicting: ReadonlyMap<string, Versions>): void {
  for (const shelved of shelvedLines(sifting)) {
    const fault = collision(shelved.line, sifting) ?? contradiction(shelved, contradicting)
    if (fault && shelved.source)
      sifting.log.rejectLate(shelved.source, shelved.place, [fault], JSON.stringify(shelved.line))
  }
}

function collision({ principal, entitlement }: RequestLine, { spoiled }: Sifting): Fault | undefined {
  return spoiled.get(nameKey('principal', principal)) ?? spoiled.get(nameKey('entitlement', entitlement))
}

function contradiction({ line, text }: ShelvedLine, contradicting: ReadonlyMap<string, Versions>): Fault | undefined {
  const versions = contradicting.get(requestKey(line))
  const other = versions?.first.text === text ? versions.other : versions?.first
  return other && contradicts(line, other.place)
}

function* shelvedLines({ shelf, log, sources }: Sifting): Generator<ShelvedLine> {
  for (const { records } of shelf.groups()) {
    for (const record of records) {
      const text = lineText(record)
      const at = recordPlace(record)
      const { source: name, file } = log.placeOf(at.file, at.line)
      const source = sources.find((it) => it.name === name)
      yield { line: parseLine(text), text, place: { file, line: at.line }, source }
    }
  }
}

function contradicts({ number, item }: RequestLine, other: RowPlace): Fault {
  return {
    code: 'row-contradicts',
    field: 'number',
    message: `${quote(number)}, item ${quote(item)}, stands differently at ${other.file}:${other.line}`,
    help: 'give each line of a ticket an item of its own, or export each once',
  }
}
