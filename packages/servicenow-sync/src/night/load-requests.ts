import { type Fault, foldId, quote, type RequestLine, readRequest, requestKey } from '@ticketbound/core'
import type { RowPlace, Source } from '../sources/source.ts'
import type { NightTables } from '../store/store.ts'
import { createKeySet, type KeySet } from './key-set.ts'
import { lineText, parseLine, recordPlace, toRehomedRecord, toShelfRecord } from './line-record.ts'
import { collidesWith, createNameGuard } from './name-guard.ts'
import type { NightInput } from './night-input.ts'
import type { Roll } from './roll.ts'
import type { Shelf } from './shelf.ts'
import type { SourceLog } from './source-log.ts'

/** Tonight's request lines, by subject. */
export interface LoadedRequests {
  readonly shelf: Shelf
  /** The keys of all lines that were read. */
  readonly keys: KeySet
  /** Keys whose lines contradict each other: none of them is taken. */
  readonly contradicted: ReadonlySet<string>
  /** Principals and entitlements that another one looks like: none of their lines is taken. */
  readonly spoiledNames: ReadonlySet<string>
  readonly complete: boolean
}

/** Reads the request sources onto a shelf. */
export async function loadRequests(
  input: NightInput,
  log: SourceLog,
  roll: Roll,
  shelf: Shelf,
): Promise<LoadedRequests> {
  const sources = input.sources.filter(({ reads }) => reads === 'requests')
  const keys = createKeySet()
  const repeated = new Set<string>()
  const spoiled = new Map<string, Fault>()
  for (const source of sources) {
    const names = watchNames(['principal', 'entitlement'], spoiled)
    const context = { source: source.name, zone: input.policy.zone }
    await log.read(source, (row, place) => {
      const reading = readRequest(row, context)
      if (!reading.ok) return reading.faults
      const line = reading.value
      const fault = names.check(line, place)
      if (fault) return [fault]
      const key = requestKey(line)
      if (!keys.add(key)) repeated.add(key)
      shelf.put(roll.ofName(line.principal), toShelfRecord(line, log.fileNumber(source.name, place.file), place))
      return undefined
    })
  }
  const contradicted =
    repeated.size === 0 && spoiled.size === 0 ? new Set<string>() : sift({ sources, shelf, repeated, spoiled, log })
  return {
    shelf,
    keys,
    contradicted,
    spoiledNames: new Set(spoiled.keys()),
    complete: sources.length > 0 && sources.every((source) => log.isComplete(source)),
  }
}

type NamedField = 'principal' | 'entitlement'

/** Checks each name once, when it is first met. */
function watchNames(
  fields: readonly NamedField[],
  spoiled: Map<string, Fault>,
): { check(line: RequestLine, place: RowPlace): Fault | undefined } {
  const watched = fields.map((field) => ({
    field,
    met: new Map<string, Fault | undefined>(),
    guard: createNameGuard(field, foldId),
  }))

  function check(line: RequestLine, place: RowPlace): Fault | undefined {
    for (const { field, met, guard } of watched) {
      const name = line[field]
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

/** Names a spoiled name together with the field it stood in. */
export function nameKey(field: NamedField, name: string): string {
  return `${field}\u0000${name}`
}

interface Sifting {
  readonly sources: readonly Source[]
  readonly shelf: Shelf
  readonly repeated: ReadonlySet<string>
  readonly spoiled: ReadonlyMap<string, Fault>
  readonly log: SourceLog
}

/** Goes through the shelf once more, only when something was repeated or spoiled, and rejects what cannot stand. */
function sift({ sources, shelf, repeated, spoiled, log }: Sifting): Set<string> {
  const texts = new Map<
    string,
    { readonly text: string; readonly place: RowPlace; readonly source: Source | undefined }[]
  >()
  for (const { records } of shelf.groups()) {
    for (const record of records) {
      const text = lineText(record)
      const line = parseLine(text)
      const at = recordPlace(record)
      const { source: name, file } = log.placeOf(at.file, at.line)
      const row = { text, place: { file, line: at.line }, source: sources.find((it) => it.name === name) }
      const fault =
        spoiled.get(nameKey('principal', line.principal)) ?? spoiled.get(nameKey('entitlement', line.entitlement))
      if (fault && row.source) log.rejectLate(row.source, row.place, [fault], text)
      const key = requestKey(line)
      if (!fault && repeated.has(key)) texts.set(key, [...(texts.get(key) ?? []), row])
    }
  }
  const contradicted = new Set<string>()
  for (const [key, rows] of texts) {
    if (rows.every(({ text }) => text === rows[0]?.text)) continue
    contradicted.add(key)
    for (const row of rows) {
      const other = rows.find(({ text }) => text !== row.text)
      if (row.source && other) log.rejectLate(row.source, row.place, [contradicts(key, other.place)], row.text)
    }
  }
  return contradicted
}

function contradicts(key: string, other: RowPlace): Fault {
  return {
    code: 'row-contradicts',
    field: 'number',
    message: `line ${quote(key)} stands differently at ${other.file}:${other.line}`,
    help: 'give each line of a ticket an item of its own, or export each once',
  }
}

/** Puts kept lines whose principal resolves to somebody else tonight where they belong now. */
export function rehomeLines(roll: Roll, { shelf, keys }: LoadedRequests, tables: NightTables): void {
  for (const [subject, name] of namesThatMoved(roll, tables)) {
    for (const record of (tables.dossier(subject) ?? '').split('\n')) {
      if (record === '') continue
      const line = parseLine(lineText(record))
      if (line.principal === name && !keys.has(requestKey(line))) shelf.put(roll.ofName(name), toRehomedRecord(record))
    }
  }
}

function* namesThatMoved(roll: Roll, tables: NightTables): Generator<readonly [subject: number, name: string]> {
  for (const { id, type, name } of tables.subjects()) {
    if (type !== 'account' && roll.ofName(name) !== id) yield [id, name]
  }
  for (const [name, subject] of tables.aliases()) if (roll.ofName(name) !== subject) yield [subject, name]
}
