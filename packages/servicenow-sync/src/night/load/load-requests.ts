import { type Fault, foldId, type RequestLine, readRequest, requestKey } from '@ticketbound/core'
import type { SealOpener } from '../../seals/seal-opener.ts'
import type { RowPlace } from '../../sources/source.ts'
import type { NightTables } from '../../store/store.ts'
import type { NightInput } from '../night-input.ts'
import { lineText, toRehomedRecord, toShelfRecord } from '../shelf/line-record.ts'
import { parseLine } from '../shelf/packed-line.ts'
import type { Shelf } from '../shelf/shelf.ts'
import { createKeySet, type KeySet } from './key-set.ts'
import { collidesWith, createNameGuard } from './name-guard.ts'
import type { Roll } from './roll.ts'
import { type NamedField, nameKey, siftLines } from './sift-lines.ts'
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
  seals?: SealOpener,
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
      if (seals) for (const { seal } of line.approvals) if (seal !== undefined) seals.note(seal)
      shelf.put(roll.ofName(line.principal), toShelfRecord(line, log.fileNumber(source.name, place.file), place))
      return undefined
    })
  }
  const contradicted =
    repeated.size === 0 && spoiled.size === 0
      ? new Set<string>()
      : siftLines({ sources, shelf, log, repeated, spoiled })
  return {
    shelf,
    keys,
    contradicted,
    spoiledNames: new Set(spoiled.keys()),
    complete: sources.length > 0 && sources.every((source) => log.isComplete(source)),
  }
}

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

/**
 * Puts kept lines whose principal resolves to somebody else tonight where they belong now, those too that were read
 * again: the same line keeps its verdict, and a rejected one its last known effect.
 */
export function rehomeLines(roll: Roll, { shelf }: LoadedRequests, tables: NightTables): void {
  for (const [subject, name] of namesThatMoved(roll, tables)) {
    for (const record of (tables.dossier(subject) ?? '').split('\n')) {
      if (record === '') continue
      if (parseLine(lineText(record)).principal === name) shelf.put(roll.ofName(name), toRehomedRecord(record))
    }
  }
}

function* namesThatMoved(roll: Roll, tables: NightTables): Generator<readonly [subject: number, name: string]> {
  for (const { id, type, name } of tables.subjects()) {
    if (type !== 'account' && roll.ofName(name) !== id) yield [id, name]
  }
  for (const [name, subject] of tables.aliases()) if (roll.ofName(name) !== subject) yield [subject, name]
}
