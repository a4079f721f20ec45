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

/**
 * Goes through the shelf once more, which is needed only when something was repeated or spoiled, and rejects what
 * cannot stand. Gives the keys whose lines contradict each other.
 */
export function siftLines(sifting: Sifting): Set<string> {
  const { spoiled, repeated, log } = sifting
  const contradicted = new Set<string>()
  const byKey = new Map<string, ShelvedLine[]>()
  for (const shelved of shelvedLines(sifting)) {
    const { principal, entitlement } = shelved.line
    const fault = spoiled.get(nameKey('principal', principal)) ?? spoiled.get(nameKey('entitlement', entitlement))
    const key = requestKey(shelved.line)
    if (fault) reject(log, shelved, fault)
    else if (repeated.has(key)) byKey.set(key, [...(byKey.get(key) ?? []), shelved])
  }
  for (const [key, same] of byKey) if (rejectContradictions(log, same)) contradicted.add(key)
  return contradicted
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

/** Rejects the versions of one line, unless they all say the same. */
function rejectContradictions(log: SourceLog, versions: readonly ShelvedLine[]): boolean {
  const [first] = versions
  if (versions.every(({ text }) => text === first?.text)) return false
  for (const version of versions) {
    const other = versions.find(({ text }) => text !== version.text)
    if (other) reject(log, version, contradicts(version.line, other.place))
  }
  return true
}

function reject(log: SourceLog, { source, place, line }: ShelvedLine, fault: Fault): void {
  if (source) log.rejectLate(source, place, [fault], JSON.stringify(line))
}

function contradicts({ number, item }: RequestLine, other: RowPlace): Fault {
  return {
    code: 'row-contradicts',
    field: 'number',
    message: `${quote(number)}, item ${quote(item)}, stands differently at ${other.file}:${other.line}`,
    help: 'give each line of a ticket an item of its own, or export each once',
  }
}
