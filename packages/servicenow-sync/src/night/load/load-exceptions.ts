import { type Fault, type PolicyException, quote, readException } from '@ticketbound/core'
import type { NightTables } from '../../store/store.ts'
import type { NightInput } from '../night-input.ts'
import type { SourceLog } from './source-log.ts'
import { createUniqueRows } from './unique-rows.ts'

/** The exceptions of a night: those from files, and those accepted here; and the ones to keep from the files. */
export interface LoadedExceptions {
  readonly all: readonly PolicyException[]
  readonly fromFiles: readonly PolicyException[]
  /** Those from files that are new or stand differently since the last night. */
  readonly changed: readonly PolicyException[]
  /** Ids of those that stood in a file and stand there no more. */
  readonly gone: readonly string[]
}

/** Reads the exception sources. While one is incomplete, exceptions known from earlier nights stay. */
export async function loadExceptions(
  input: NightInput,
  log: SourceLog,
  tables: NightTables,
  known: Iterable<PolicyException>,
): Promise<LoadedExceptions> {
  const sources = input.sources.filter(({ reads }) => reads === 'exceptions')
  const before = new Map([...known].map((exception) => [exception.id, exception] as const))
  const accepted = new Set(tables.acceptedExceptions())
  const rows = createUniqueRows<'id', PolicyException>('id', 'give each exception an id of its own')
  for (const source of sources) {
    await log.read(source, (row, place) => {
      const reading = readException(row, { zone: input.policy.zone })
      if (!reading.ok) return reading.faults
      return accepted.has(reading.value.id) ? [isTaken(reading.value.id)] : rows.take(reading.value, source, place)
    })
  }
  const fromFiles = new Map(rows.settle(log).map((exception) => [exception.id, exception] as const))
  const complete = sources.every((source) => log.isComplete(source))
  for (const [id, exception] of before)
    if (!complete && !accepted.has(id) && !fromFiles.has(id)) fromFiles.set(id, exception)
  const all = [...fromFiles.values(), ...[...before.values()].filter(({ id }) => accepted.has(id))]
  return {
    all,
    fromFiles: [...fromFiles.values()],
    changed: [...fromFiles.values()].filter((exception) => !isSame(exception, before.get(exception.id))),
    gone: [...before.keys()].filter((id) => !accepted.has(id) && !fromFiles.has(id)),
  }
}

function isSame(exception: PolicyException, known: PolicyException | undefined): boolean {
  return JSON.stringify(exception) === JSON.stringify(known)
}

function isTaken(id: string): Fault {
  return {
    code: 'row-contradicts',
    field: 'id',
    message: `exception ${quote(id)} was accepted here before`,
    help: 'give each exception an id of its own',
  }
}
