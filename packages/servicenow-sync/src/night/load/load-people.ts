import { createDirectory, type Directory, everyNameItself, type Person, readPerson } from '@ticketbound/core'
import type { NightTables } from '../../store/store.ts'
import type { NightInput } from '../night-input.ts'
import type { SourceLog } from './source-log.ts'
import { createUniqueRows } from './unique-rows.ts'

/** The people of a night: tonight's where every people source was complete, else with those known before. */
export interface LoadedPeople {
  readonly directory: Directory
  readonly people: readonly Person[]
  /** True without a people source: nothing is missing from nothing. */
  readonly complete: boolean
}

/** Reads the people sources. Two rows for one principal that do not agree, and two ids that look alike, are both rejected. */
export async function loadPeople(input: NightInput, log: SourceLog, tables: NightTables): Promise<LoadedPeople> {
  const sources = input.sources.filter(({ reads }) => reads === 'people')
  if (sources.length === 0) return { directory: everyNameItself, people: [], complete: true }
  const rows = createUniqueRows<'principal', Person>('principal', 'describe each principal once')
  for (const source of sources) {
    await log.read(source, (row, place) => {
      const reading = readPerson(row, { zone: input.policy.zone })
      return reading.ok ? rows.take(reading.value, source, place) : reading.faults
    })
  }
  const tonight = rows.settle(log)
  const complete = sources.every((source) => log.isComplete(source))
  const people = new Map(complete ? [] : [...tables.people()].map((person) => [person.principal, person] as const))
  for (const person of tonight) people.set(person.principal, person)
  return {
    directory: createDirectory(people.values(), input.policy.correlation),
    people: [...people.values()],
    complete,
  }
}
