import { type Fault, quote, type Recertification, readRecertification, recertificationKey } from '@ticketbound/core'
import type { RowPlace } from '../../sources/source.ts'
import type { NightTables } from '../../store/store.ts'
import type { NightInput } from '../night-input.ts'
import {
  parseRecertification,
  toRecertificationRecord,
  toRehomedRecertification,
} from '../shelf/recertification-record.ts'
import type { Shelf } from '../shelf/shelf.ts'
import { createKeySet } from './key-set.ts'
import { namesThatMoved } from './load-requests.ts'
import type { Roll } from './roll.ts'
import { type RowFormat, type Spoiled, siftLines } from './sift-lines.ts'
import type { SourceLog } from './source-log.ts'
import { watchNames } from './watch-names.ts'

/** Tonight's recertifications, by subject. */
export interface LoadedRecertifications extends Spoiled {
  readonly shelf: Shelf
  /** Absent where no source of recertifications is configured. */
  readonly complete?: boolean
}

/** Reads the sources of recertifications onto a shelf, each decision under whom it is about. */
export async function loadRecertifications(
  input: NightInput,
  log: SourceLog,
  roll: Roll,
  shelf: Shelf,
): Promise<LoadedRecertifications> {
  const sources = input.sources.filter(({ reads }) => reads === 'recertifications')
  if (sources.length === 0) return { shelf, contradicted: new Set(), spoiledNames: new Set() }
  const keys = createKeySet()
  const repeated = new Set<string>()
  const spoiled = new Map<string, Fault>()
  for (const source of sources) {
    const names = watchNames(['principal', 'entitlement'], spoiled)
    await log.read(source, (row, place) => {
      const reading = readRecertification(row, { zone: input.policy.zone })
      if (!reading.ok) return reading.faults
      const decided = reading.value
      const fault = names.check(decided, place)
      if (fault) return [fault]
      const key = recertificationKey(decided)
      if (!keys.add(key)) repeated.add(key)
      const file = log.fileNumber(source.name, place.file)
      shelf.put(roll.ofName(decided.principal), toRecertificationRecord(decided, file, place))
      return undefined
    })
  }
  const isClear = repeated.size === 0 && spoiled.size === 0
  const contradicted = isClear
    ? new Set<string>()
    : siftLines({ sources, shelf, log, repeated, spoiled, rows: recertifications })
  return {
    shelf,
    contradicted,
    spoiledNames: new Set(spoiled.keys()),
    complete: sources.every((source) => log.isComplete(source)),
  }
}

const recertifications: RowFormat<Recertification> = {
  parse: parseRecertification,
  keyOf: recertificationKey,
  contradicts,
}

function contradicts({ principal, entitlement }: Recertification, other: RowPlace): Fault {
  return {
    code: 'row-contradicts',
    field: 'decidedAt',
    message: `${quote(entitlement)} of ${quote(principal)} was decided otherwise at the same instant at ${other.file}:${other.line}`,
    help: 'export each decision once, with the instant at which it was made',
  }
}

/** Puts kept decisions whose principal resolves to somebody else tonight where they belong now, with their verdicts. */
export function rehomeRecertifications(roll: Roll, { shelf }: LoadedRecertifications, tables: NightTables): void {
  for (const [subject, name] of namesThatMoved(roll, tables)) {
    for (const kept of tables.recertificationsOf(subject)) {
      if (kept.recertification.principal === name) shelf.put(roll.ofName(name), toRehomedRecertification(kept))
    }
  }
}
