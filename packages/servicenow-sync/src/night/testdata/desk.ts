import { tmpdir } from 'node:os'
import { createDirectory, type Instant } from '@ticketbound/core'
import type { RejectedLine } from '../../sources/source.ts'
import { openStore } from '../../store/sqlite/open-store.ts'
import { loadAccess } from '../load/load-access.ts'
import { loadExceptions } from '../load/load-exceptions.ts'
import { loadPeople } from '../load/load-people.ts'
import { loadRecertifications } from '../load/load-recertifications.ts'
import { loadRequests } from '../load/load-requests.ts'
import { createRoll } from '../load/roll.ts'
import { createSourceLog } from '../load/source-log.ts'
import { createShelf, type Shelf } from '../shelf/shelf.ts'
import { openSpillFile } from '../shelf/spill-file.ts'
import { type World, worldInput } from './world-input.ts'

/** Loads the sources of a small world, each kind by itself, without a night around it. */
export function openDesk(at: Instant, world: World, store = openStore(':memory:')) {
  const rejected: RejectedLine[] = []
  const input = worldInput(at, world)
  const tables = store.night
  const log = createSourceLog(input, { reject: (line) => rejected.push(line) }, tables.completeRows)
  const roll = createRoll(tables, createDirectory([], input.policy.correlation))
  const spill = openSpillFile(tmpdir())
  return {
    log,
    roll,
    tables,
    people: () => loadPeople(input, log, tables),
    exceptions: () => loadExceptions(input, log, tables, store.exceptions()),
    requests: () => loadRequests(input, log, roll, createShelf(spill)),
    recertifications: () => loadRecertifications(input, log, roll, createShelf(spill)),
    access: () => loadAccess(input, log, tables, roll, createShelf(spill)),
    close: spill.close,
    /** Rejected lines as `file:line code`, with the places that their messages name. */
    rejected: () => rejected.map(sayRejected).sort(),
    rows: (source: string) => {
      const found = log.summaries().find(({ name }) => name === source)
      return found && { rows: found.rows, rejected: found.rejected, complete: found.complete }
    },
  }
}

/** Every record of a shelf, by subject. */
export function recordsOf(shelf: Shelf): readonly string[] {
  return [...shelf.groups()].flatMap(({ records }) => records)
}

function sayRejected({ file, line, faults }: RejectedLine): string {
  const said = faults.map(({ code, message }) => [code, ...(message.match(/\w+\.ndjson:\d+/g) ?? [])].join(' → '))
  return `${file}:${line} ${said.join(', ')}`
}
