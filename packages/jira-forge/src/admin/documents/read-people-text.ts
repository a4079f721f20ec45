import { type Person, quote, readPerson } from '@ticketbound/core'
import type { PlacedFault, PlacedReading } from '@ticketbound/documents'
import { documentFiles } from './document-files.ts'
import type { DocumentReading } from './document-reading.ts'
import { readLines } from './read-lines.ts'
import { toRecord } from './to-record.ts'

/** People as they were read, with what their records say. */
export interface PeopleReading extends DocumentReading {
  readonly people: readonly Person[]
}

/** Reads the text of `people.ndjson`, with every fault of every line. `zone` is the policy's: bare dates end in it. */
export function readPeopleText(text: string, zone: string): PlacedReading<PeopleReading> {
  const lines = readLines(text, {
    file: documentFiles.people,
    read: (row) => readPerson(row, { zone }),
    id: { field: 'principal', of: ({ principal }) => principal },
  })
  if (!lines.ok) return lines
  const people = lines.value
  const records = new Map(people.map(({ principal, ...fields }) => [quote(principal), toRecord(fields)] as const))
  return { ok: true, value: { people, records, notes: notesOn(people) } }
}

function notesOn(people: readonly Person[]): readonly PlacedFault[] {
  if (people.length === 0) return [nobody]
  return people.some(({ kind, active }) => kind === 'human' && active) ? [] : [nobodyActive]
}

const nobody: PlacedFault = {
  file: documentFiles.people,
  code: 'nobody-known',
  message: 'the document names nobody, so that every principal is unknown and the gate stays shut',
  help: 'list the people, or import no people document: then every account stands for itself',
}

const nobodyActive: PlacedFault = {
  file: documentFiles.people,
  code: 'nobody-active',
  message: 'nobody in the document is an active human, so that nobody can approve',
  help: 'check `active` and `kind`',
}
