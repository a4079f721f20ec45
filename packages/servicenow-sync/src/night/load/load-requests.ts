import { type Fault, quote, type RequestLine, readRequest, requestKey } from '@ticketbound/core'
import type { SealOpener } from '@ticketbound/seals'
import type { RowPlace } from '../../sources/source.ts'
import type { NightTables } from '../../store/store.ts'
import type { NightInput } from '../night-input.ts'
import { lineText, toRehomedRecord, toShelfRecord } from '../shelf/line-record.ts'
import { parseLine } from '../shelf/packed-line.ts'
import type { Shelf } from '../shelf/shelf.ts'
import { createKeySet, type KeySet } from './key-set.ts'
import type { Roll } from './roll.ts'
import { type RowFormat, type Spoiled, siftLines } from './sift-lines.ts'
import type { SourceLog } from './source-log.ts'
import { watchNames } from './watch-names.ts'

/** Tonight's request lines, by subject. */
export interface LoadedRequests extends Spoiled {
  readonly shelf: Shelf
  /** The keys of all lines that were read. */
  readonly keys: KeySet
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
      : siftLines({ sources, shelf, log, repeated, spoiled, rows: requestLines })
  return {
    shelf,
    keys,
    contradicted,
    spoiledNames: new Set(spoiled.keys()),
    complete: sources.length > 0 && sources.every((source) => log.isComplete(source)),
  }
}

const requestLines: RowFormat<RequestLine> = { parse: parseLine, keyOf: requestKey, contradicts }

function contradicts({ number, item }: RequestLine, other: RowPlace): Fault {
  return {
    code: 'row-contradicts',
    field: 'number',
    message: `${quote(number)}, item ${quote(item)}, stands differently at ${other.file}:${other.line}`,
    help: 'give each line of a ticket an item of its own, or export each once',
  }
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

/** Names under which something is kept for a subject that they stand for no more. */
export function* namesThatMoved(roll: Roll, tables: NightTables): Generator<readonly [subject: number, name: string]> {
  for (const { id, type, name } of tables.subjects()) {
    if (type !== 'account' && roll.ofName(name) !== id) yield [id, name]
  }
  for (const [name, subject] of tables.aliases()) if (roll.ofName(name) !== subject) yield [subject, name]
}
